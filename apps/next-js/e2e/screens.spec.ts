// Every page in both colour schemes, on a desktop and on a phone: nothing may be cut off. The pictures go to screenshots/.
import { fileURLToPath } from "node:url";
import { fillSignIn, fillSignUp, newPerson, signIn, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 740 } };

for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${size}, ${colorScheme}`, async ({ page, openBrowser }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const look = async (name: string) => {
        await page.screenshot({ path: `${folder}${name}-${size}-${colorScheme}.png`, fullPage: true });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      };
      const person = newPerson();
      const taken = newPerson();
      const other = await openBrowser();
      await signUp(other, taken);

      await page.goto("/");
      await expect(page.getByText("Nobody is signed in here.")).toBeVisible();
      await look("home-visitor");
      await page.goto("/sign-in");
      await fillSignIn(page, { ...taken, password: "not the password" });
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert").and(page.locator("p"))).toBeVisible();
      await look("sign-in-refused");
      await page.goto("/sign-up");
      await look("sign-up");
      await fillSignUp(page, taken);
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
      await look("sign-up-refused");

      await signUp(page, person);
      await signIn(await openBrowser(), person);
      await look("dashboard");
      await page.goto("/");
      await expect(page.getByText("Signed in as")).toBeVisible();
      await look("home");
      await page.goto("/sessions");
      await expect(page.getByRole("button", { name: "Revoke" })).toBeVisible();
      await look("sessions");
      await page.goto("/profile");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("status")).toBeVisible();
      await look("profile");
    });
  }
}
