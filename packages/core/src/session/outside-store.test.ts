import { expect, it } from "vitest";
import { createAuthEndpoint, createAuthMiddleware, markSessionOutsideStore, sensitiveSessionMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

/** A plugin that stands in for somebody who sends a key, as API keys do. */
const keys = {
  id: "keys",
  hooks: {
    before: [
      {
        paths: ["/who"],
        handler: createAuthMiddleware(async (ctx) => {
          const key = ctx.getHeader("x-key");
          if (key === null) return;
          const now = new Date();
          const common = { createdAt: now, updatedAt: now };
          const user = { id: "u", name: "Key", email: "key@example.com", emailVerified: true, ...common };
          ctx.context.session = { user, session: { id: "s", userId: "u", token: key, expiresAt: now, ...common } };
          if (ctx.getHeader("x-marked") !== null) await markSessionOutsideStore(key);
        }),
      },
    ],
  },
  endpoints: {
    who: createAuthEndpoint("/who", { method: "GET", use: [sensitiveSessionMiddleware] }, async (ctx) => ({
      name: ctx.context.session.user.name,
    })),
  },
} satisfies BetterAuthPlugin;

it("a session that no store has counts where the store would be asked, once the plugin that made it says so", async () => {
  const { browser } = await makeAuth({ plugins: [keys] });
  const ask = async (headers: Record<string, string>) => (await browser().get("/who", { headers })).body;
  expect(await ask({ "x-key": "k1", "x-marked": "1" })).toEqual({ name: "Key" });
  expect(await ask({ "x-key": "k1" })).toMatchObject({ code: "UNAUTHORIZED" });
});

it("it counts in that call only", async () => {
  const { browser } = await makeAuth({ plugins: [keys] });
  await browser().get("/who", { headers: { "x-key": "k1", "x-marked": "1" } });
  expect((await browser().get("/who", { headers: { "x-key": "k1" } })).status).toBe(401);
  await expect(markSessionOutsideStore("k1")).rejects.toThrow("no call around");
});
