import { makeAuth } from "test-kit";
import { describe, expect, it } from "vitest";
import { astroContext } from "./astro.test-support";
import { toAstroHandler } from "./to-astro-handler";

describe("toAstroHandler", () => {
  it("answers each method, and all that have no function of their own, with the instance", async () => {
    const { auth } = await makeAuth();
    const handler = toAstroHandler(auth);
    expect(Object.keys(handler).sort()).toEqual(["ALL", "DELETE", "GET", "PATCH", "POST", "PUT"]);
    for (const answer of Object.values(handler)) {
      const response = await answer(astroContext("", "/api/auth/ok"));
      expect(await response.json()).toEqual({ ok: true });
    }
  });

  it("takes a handler by itself", async () => {
    const { auth } = await makeAuth();
    const response = await toAstroHandler(auth.handler).ALL(astroContext("", "/api/auth/get-session"));
    expect(await response.json()).toBeNull();
  });
});
