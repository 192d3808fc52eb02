// The test function of the browser tests: every browser has an address of its own, and no page may complain.
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";

interface Fixtures {
  /** What pages complained of: errors and warnings of the console, exceptions. Looked at when the test ends. */
  problems: string[];
  /** Opens another browser, with cookies of its own. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>;
}

/** @param follow is given each browser before its first page */
export function createTest(follow: (context: BrowserContext) => void = () => {}) {
  return base.extend<Fixtures>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
    problems: async ({}, use) => {
      const problems: string[] = [];
      await use(problems);
      expect(problems).toEqual([]);
    },
    // Rate limits are on, as in production, and count by this address.
    // biome-ignore lint/correctness/noEmptyPattern: the same
    extraHTTPHeaders: async ({}, use) => use({ "x-forwarded-for": randomAddress() }),
    context: async ({ context, problems }, use) => {
      follow(context);
      watch(context, problems);
      await use(context);
    },
    openBrowser: async ({ browser, baseURL, problems }, use) => {
      const contexts: BrowserContext[] = [];
      await use(async (options) => {
        const extraHTTPHeaders = { "x-forwarded-for": randomAddress(), ...options?.extraHTTPHeaders };
        const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options, extraHTTPHeaders });
        contexts.push(context);
        follow(context);
        watch(context, problems);
        return context.newPage();
      });
      await Promise.all(contexts.map((context) => context.close()));
    },
  });
}

function watch(context: BrowserContext, problems: string[]): void {
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
