import { expect, it } from "vitest";
import { createAuthEndpoint } from "../api";
import { defineRequestState } from "../context";
import { makeAuth } from "../test-support/instance";

it("a value of a request is the same for all who ask for it at once", async () => {
  const seen = defineRequestState(async () => new Set<string>());
  const note = createAuthEndpoint("/note", { method: "GET" }, async () => {
    await Promise.all(["a", "b", "c"].map(async (name) => (await seen.get()).add(name)));
    return [...(await seen.get())].sort();
  });
  const { browser } = await makeAuth({ plugins: [{ id: "p", endpoints: { note } }] });
  expect((await browser().get("/note")).body).toEqual(["a", "b", "c"]);
});

it("what was set while the first value was being made stays", async () => {
  const state = defineRequestState(() => new Promise<string>((resolve) => setTimeout(resolve, 5, "first")));
  const read = createAuthEndpoint("/read", { method: "GET" }, async () => {
    const reading = state.get();
    await state.set("set");
    return [await reading, await state.get()];
  });
  const { browser } = await makeAuth({ plugins: [{ id: "p", endpoints: { read } }] });
  expect((await browser().get("/read")).body).toEqual(["set", "set"]);
});
