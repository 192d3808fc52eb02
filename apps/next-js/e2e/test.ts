// The test function of these tests: every browser has an address of its own, and no page may report an error.
import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

interface Fixtures {
  /** Errors in the console of any page, and exceptions that nobody caught. Looked at when the test ends. */
  problems: string[];
  /** Opens another browser, with cookies of its own. */
  openBrowser: (options?: Parameters<Browser["newContext"]>[0]) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  problems: async ({}, use) => {
    const problems: string[] = [];
    await use(problems);
    expect(problems).toEqual([]);
  },
  context: async ({ context, problems }, use) => {
    await context.setExtraHTTPHeaders({ "x-forwarded-for": randomAddress() });
    watch(context, problems);
    await use(context);
  },
  openBrowser: async ({ browser, problems, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const extraHTTPHeaders = { "x-forwarded-for": randomAddress(), ...options?.extraHTTPHeaders };
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options, extraHTTPHeaders });
      contexts.push(context);
      watch(context, problems);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

function watch(context: BrowserContext, problems: string[]) {
  context.on("weberror", (error) => problems.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // Chromium reports each refused request; what the page makes of it is what the tests look at.
    if (/\/api\/auth\//.test(message.location().url) && /status of 4\d\d/.test(message.text())) return;
    problems.push(`${message.location().url}: ${message.text()}`);
  });
}

/** One that sign-ins were not counted for yet. */
function randomAddress(): string {
  const byte = () => Math.floor(Math.random() * 256);
  return `10.${byte()}.${byte()}.${byte()}`;
}
