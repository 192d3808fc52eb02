import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext, Page, Request } from "@playwright/test";

const quietMilliseconds = 100;

/** What each page has asked for and not been given yet. */
const pending = new WeakMap<Page, Set<Request>>();

/** Lets {@link settle} know what pages of a browser ask for. */
export function followRequests(context: BrowserContext): void {
  const requests = (request: Request) => {
    // The load event waits for navigations, and they have no page yet.
    if (request.isNavigationRequest() || request.serviceWorker()) return undefined;
    const page = request.frame().page();
    const found = pending.get(page) ?? new Set();
    pending.set(page, found);
    return found;
  };
  context.on("request", (request) => requests(request)?.add(request));
  context.on("requestfinished", (request) => requests(request)?.delete(request));
  context.on("requestfailed", (request) => requests(request)?.delete(request));
}

/** Opens a page, and waits until its scripts have run: before, a form does what it does without JavaScript. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settle(page);
}

/** Waits until a page asks for nothing for a moment, and the browser has nothing else to do. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  for (let quiet = 0; quiet < quietMilliseconds; quiet += 20) {
    await sleep(20);
    if ((pending.get(page)?.size ?? 0) > 0) quiet = -20;
  }
  // After a frame: Chromium without windows does not call back of itself while there is nothing to draw.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(() => done(null), { timeout: 1000 }))),
  );
}
