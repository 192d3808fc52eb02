import { describe, expect, it } from "vitest";
import { everyPost, prepare, sendControl } from "../test-support/controls";

const FOREIGN = "https://evil.example";

describe("requests from other sites", () => {
  it.each(everyPost)("%s with our cookie is refused from another origin, and without any", async (_key, control) => {
    const { browser } = await prepare({ ...control, signedIn: true });
    for (const [options, code] of [
      [{ origin: FOREIGN }, "INVALID_ORIGIN"],
      [{ origin: null }, "MISSING_OR_NULL_ORIGIN"],
      [{ origin: "null" }, "MISSING_OR_NULL_ORIGIN"],
      [{ origin: null, headers: { referer: `${FOREIGN}/page` } }, "INVALID_ORIGIN"],
      [{ origin: "http://localhost:3001" }, "INVALID_ORIGIN"],
      [{ origin: "https://localhost:3000" }, "INVALID_ORIGIN"],
      [{ origin: "http://localhost:3000.evil.example" }, "INVALID_ORIGIN"],
    ] as const) {
      const before = await browser.session();
      const answer = await sendControl(browser, control, {}, options);
      expect(answer).toMatchObject({ status: 403, body: { code } });
      expect(answer.cookies).toEqual([]);
      expect(await browser.session()).toEqual(before);
    }
    expect((await sendControl(browser, control)).status).toBe(200);
  });

  // Those that need a cookie do nothing for a browser without one.
  const withoutCookie = everyPost.filter(([key, { cookies }]) => key.startsWith("sign") && cookies === undefined);
  it.each(withoutCookie.filter(([key]) => key !== "signOut"))(
    "%s without a cookie is refused as a form of another site",
    async (_key, control) => {
      const { browser } = await prepare(control);
      const navigation = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
      for (const [options, code] of [
        [{ headers: navigation }, "CROSS_SITE_NAVIGATION_LOGIN_BLOCKED"],
        [{ origin: FOREIGN }, "INVALID_ORIGIN"],
        [
          { origin: null, headers: { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" } },
          "MISSING_OR_NULL_ORIGIN",
        ],
        [{ origin: null, headers: { referer: `${FOREIGN}/x` } }, "INVALID_ORIGIN"],
      ] as const) {
        expect(await sendControl(browser, control, {}, options)).toMatchObject({ status: 403, body: { code } });
      }
      expect((await sendControl(browser, control)).status).toBe(200);
    },
  );

  it("is a check that a plugin cannot be forgotten by: one guard stands before every route", async () => {
    const { createAuthEndpoint } = await import("../api");
    let ran = false;
    const endpoint = createAuthEndpoint("/of-plugin", { method: "POST" }, async () => {
      ran = true;
      return { ok: true };
    });
    const { browser } = await prepare(
      { method: "POST", path: "/of-plugin", signedIn: true },
      { plugins: [{ id: "p", endpoints: { endpoint } }] },
    );
    expect((await browser.post("/of-plugin", {}, { origin: FOREIGN })).status).toBe(403);
    expect(ran).toBe(false);
    expect((await browser.post("/of-plugin", {})).status).toBe(200);
  });
});
