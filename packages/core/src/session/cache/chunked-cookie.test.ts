import { expect, it } from "vitest";
import { createAuthEndpoint } from "../../api";
import { createSessionStore, getChunkedCookie } from "../../cookies";
import { makeAuth } from "../../test-support/instance";
import type { BetterAuthPlugin } from "../../types";

const ATTRIBUTES = { path: "/", maxAge: 60, httpOnly: true };

const plugin: BetterAuthPlugin = {
  id: "stores",
  endpoints: {
    store: createAuthEndpoint("/store", { method: "POST" }, async (ctx) => {
      const { lengths } = ctx.query as { lengths: string };
      const store = createSessionStore("note", ATTRIBUTES, ctx);
      const made = lengths.split(",").map((length) => store.chunk("v".repeat(Number(length))));
      const last = made.at(-1) ?? [];
      store.setCookies(last);
      return {
        set: last.map(({ name, value, attributes }) => [name, value.length, attributes.maxAge]),
        clean: store.clean().map(({ name, attributes }) => [name, attributes.maxAge]),
        before: getChunkedCookie(ctx, "note")?.length ?? null,
        nothing: store.clean(),
      };
    }),
    twice: createAuthEndpoint("/twice", { method: "POST" }, async (ctx) => {
      const store = createSessionStore("note", ATTRIBUTES, ctx);
      ctx.setCookie("notes", "another");
      store.setCookies(store.chunk("first"));
      store.setCookies(store.chunk("second", { maxAge: 5 }));
      return null;
    }),
  },
};

it("a plugin's long value is split, put together, and what held it before is ended", async () => {
  const alice = (await makeAuth({ plugins: [plugin] })).browser();
  expect((await alice.post("/store?lengths=5")).body).toEqual({
    set: [["note", 5, 60]],
    clean: [["note", 0]],
    before: null,
    nothing: [],
  });
  expect((await alice.post("/store?lengths=9000")).body).toMatchObject({
    set: [
      ["note", 0, 0],
      ["note.0", expect.any(Number), 60],
      ["note.1", expect.any(Number), 60],
      ["note.2", expect.any(Number), 60],
    ],
    before: 5,
  });
  expect([...alice.jar.keys()]).toEqual(["note.0", "note.1", "note.2"]);
  expect((await alice.post("/store?lengths=9000,5")).body.before).toBe(9000);
  expect([...alice.jar]).toEqual([["note", "vvvvv"]]);
  expect((await alice.post("/store?lengths=500000")).body).toMatchObject({ set: [["note", 0, 0]], clean: [] });
  expect(alice.jar.size).toBe(0);
});

it("of two values set in one answer only the second is sent", async () => {
  const alice = (await makeAuth({ plugins: [plugin] })).browser();
  expect((await alice.post("/twice")).cookies).toEqual(["notes=another", "note=second; Max-Age=5; Path=/; HttpOnly"]);
});
