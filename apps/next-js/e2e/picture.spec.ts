import type { Page } from "@playwright/test";
import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

/** A picture as a camera makes it, but for its content: 2000 by 1500 pixels. */
async function bigPicture(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 2000;
    canvas.height = 1500;
    const brush = canvas.getContext("2d");
    if (brush === null) throw new Error("expected a canvas to draw on");
    brush.fillStyle = "rebeccapurple";
    brush.fillRect(0, 0, 2000, 1500);
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

test("a picture is made small, shown before it is saved, and removed", async ({ page, context }) => {
  await signUp(page, newPerson());
  await page.goto("/profile");
  const other = await context.newPage();
  await other.goto("/dashboard");
  await expect(page.getByRole("banner").locator(".avatar")).toHaveText("AL");

  const choose = page.getByLabel("Choose a picture");
  const file = { name: "me.png", mimeType: "image/png", buffer: await bigPicture(page) };
  await choose.setInputFiles(file);
  await expect(page.getByText("It is not saved yet.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(choose).toBeFocused();
  await expect(page.getByRole("main").locator(".avatar img")).toHaveCount(0);

  await choose.setInputFiles(file);
  await page.getByRole("button", { name: "Save the picture" }).click();
  await expect(page.getByText("The picture is saved.")).toBeVisible();
  await expect(page.getByRole("banner").locator(".avatar img")).toHaveAttribute("src", /^data:image\/jpeg;base64,/);
  await expect(other.getByRole("banner").locator(".avatar img")).toHaveCount(1);
  await page.reload();
  const image = page.getByRole("main").locator(".avatar img");
  expect(await image.evaluate((shown: HTMLImageElement) => [shown.naturalWidth, shown.naturalHeight])).toEqual([
    160, 160,
  ]);

  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("The picture is removed.")).toBeVisible();
  await expect(page.getByRole("banner").locator(".avatar")).toHaveText("AL");
});

test("a file that is no picture is refused in place", async ({ page }) => {
  await signUp(page, newPerson());
  await page.goto("/profile");
  await page.getByLabel("Choose a picture").setInputFiles({
    name: "me.png",
    mimeType: "image/png",
    buffer: Buffer.from("not a picture"),
  });
  await expect(page.getByText("This file is no picture that the browser can read.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the picture" })).toHaveCount(0);
});

test("the server takes small pictures only, whoever sends them", async ({ page, baseURL }) => {
  await signUp(page, newPerson());
  const save = async (image: unknown) => {
    const answer = await page.request.post("/api/auth/update-user", {
      data: { image },
      headers: { origin: `${baseURL}` },
    });
    return [answer.status(), (await answer.json()).code];
  };
  const start = "data:image/png;base64,";
  expect(await save(`${start}${"A".repeat(100)}`)).toEqual([200, undefined]);
  expect(await save(`${start}${"A".repeat(30_000)}`)).toEqual([400, "PICTURE_REFUSED"]);
  for (const other of ["https://evil.example/track.gif", "data:image/svg+xml;base64,AAAA", "javascript:alert(1)"]) {
    expect(await save(other), other).toEqual([400, "PICTURE_REFUSED"]);
  }
});
