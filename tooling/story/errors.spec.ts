import { site } from "./site.ts";
import { expect, test } from "./test.ts";

test("an unknown address is a page that says so, within the site", async ({ page, problems }) => {
  const answer = await page.goto("/nothing/here");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: site.notFound })).toBeVisible();
  await site.expectHeaderOf(page, null);
  expect(problems.splice(0)).toEqual([expect.stringContaining("404")]);
});

test("a crash of the server is a page that is sorry, and tells nothing of it", async ({ page, request, problems }) => {
  const answer = await request.get("/broken");
  expect(answer.status()).toBe(500);
  expect(await answer.text()).not.toMatch(/the secret of the broken page|\bat .+:\d+:\d+/);
  await page.goto("/broken");
  await expect(page.getByRole("heading", { level: 1, name: "Something went wrong" })).toBeVisible();
  await expect(page.getByText("the secret of the broken page")).toHaveCount(0);
  expect(problems.splice(0).length).toBeGreaterThan(0); // the browser reports the status
});

test("an unknown route of the handler is no page", async ({ request }) => {
  const answer = await request.get("/api/auth/unknown");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["content-type"] ?? "").not.toContain("html");
  expect(await answer.text()).not.toContain("<");
});
