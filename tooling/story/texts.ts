import type { Page } from "@playwright/test";

/** Notes what every later page of a tab shows, from its first element on: the header, and all of it. */
export async function watchTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const note = (name: string, element: HTMLElement | null) => {
      if (element === null || location.origin === "null") return;
      const seen = new Set<string>(JSON.parse(sessionStorage.getItem(name) ?? "[]"));
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden does not count
      sessionStorage.setItem(name, JSON.stringify([...seen.add(element.innerText)]));
    };
    const look = () => {
      note("story.header", document.querySelector("header.site"));
      note("story.body", document.body);
    };
    const everything = { childList: true, subtree: true, characterData: true, attributes: true };
    new MutationObserver(look).observe(document, everything);
  });
}

/** What the header has shown since the last look. */
export const headerTexts = (page: Page): Promise<string[]> => take(page, "story.header");

/** What pages have shown since the last look. */
export const pageTexts = (page: Page): Promise<string[]> => take(page, "story.body");

function take(page: Page, name: string): Promise<string[]> {
  return page.evaluate((key) => {
    const seen = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    sessionStorage.removeItem(key);
    return seen;
  }, name);
}
