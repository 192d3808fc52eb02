import { expect, test } from "./test.ts";

test("a theme is chosen by the keyboard, kept, there before anything is painted, and in the other tabs", async ({
  page,
  context,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/sign-in");
  const other = await context.newPage();
  await other.goto("/");
  const isDark = () => getComputedStyle(document.body).backgroundColor === "rgb(14, 16, 22)";
  expect(await page.evaluate(isDark)).toBe(false);

  await page.getByRole("radio", { name: "System" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  expect(await page.evaluate(isDark)).toBe(true);
  await expect(other.getByRole("radio", { name: "Dark" })).toBeChecked();

  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) {
        if (name === "first-paint") sessionStorage.setItem("firstTheme", document.documentElement.dataset.theme ?? "");
      }
    }).observe({ type: "paint", buffered: true });
    document.addEventListener("DOMContentLoaded", () =>
      sessionStorage.setItem("themeAtContent", document.documentElement.dataset.theme ?? ""),
    );
  });
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  expect(await page.evaluate(() => sessionStorage.getItem("themeAtContent"))).toBe("dark");

  await page.getByRole("radio", { name: "System" }).check();
  expect(await page.evaluate(isDark)).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await page.evaluate(isDark)).toBe(true);
});
