import { expect, it } from "vitest";
import { APIError, createAuthEndpoint, dispatchAuthEndpoint, signUpEmail } from "../api";
import { runWithTransaction } from "../context";
import { makeAuth, PASSWORD } from "../test-support/instance";
import type { AnyEndpoint } from "../types";

it.each([
  ["dispatched", dispatchAuthEndpoint],
  ["called as a function", (endpoint: AnyEndpoint, input: object) => endpoint(input as never)],
] as const)("an endpoint that is %s inside a transaction joins it", async (_how, call) => {
  const inner = createAuthEndpoint("/inner", { method: "POST" }, async (ctx) => {
    await ctx.context.internalAdapter.createUser({ name: "Bob", email: "bob@example.com" });
    return { done: true };
  });
  const outer = createAuthEndpoint("/outer", { method: "POST" }, (ctx) =>
    runWithTransaction(ctx.context.adapter, async () => {
      await call(inner, { ...ctx, context: ctx.context });
      await call(signUpEmail, {
        ...ctx,
        context: ctx.context,
        body: { name: "E", email: "e@e.co", password: PASSWORD },
      });
      throw new APIError("CONFLICT");
    }),
  );
  const { browser, rows } = await makeAuth({ plugins: [{ id: "p", endpoints: { inner, outer } }] });
  expect((await browser().post("/outer")).status).toBe(409);
  expect(rows("select email from user")).toEqual([]);
});
