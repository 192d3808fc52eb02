// Every page, light and dark, on a desktop and on a phone that is as narrow as they come.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { newPerson } from "./person.ts";
import { open } from "./settle.ts";
import { signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";

async function look(page: Page, path: string): Promise<void> {
  await open(page, path);
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 320],
  ] as const) {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    expect(found, `${path}, ${colorScheme}`).toEqual([]);
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(needed, `${path} in ${width} pixels`).toBeLessThanOrEqual(width);
  }
}

test("the pages of visitors can be read by everybody, everywhere", async ({ page, problems }) => {
  for (const path of ["/", "/sign-in?ended", "/sign-up"]) await look(page, path);
  await look(page, "/nothing/here");
  problems.splice(0); // that it is not there
});

test("the pages of somebody with a long name can be read by everybody, everywhere", async ({ page }) => {
  const person = newPerson("Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh the Second");
  await signUp(page, person);
  for (const path of ["/dashboard", "/"]) {
    await look(page, path);
    await site.expectHeaderOf(page, person);
  }
});
