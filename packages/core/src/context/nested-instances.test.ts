import { expect, it } from "vitest";
import { APIError, createAuthEndpoint } from "../api";
import { betterAuth } from "../auth";
import { runWithTransaction } from "../context";
import { getMigrations } from "../db-migration";
import { makeAuth, ORIGIN, PASSWORD, SECRET } from "../test-support/instance";
import type { BetterAuthOptions } from "../types";

/** An instance whose sign-up signs somebody up with another instance, once, before the user is written. */
const makeOuter = (signUpInside: () => Promise<unknown>) => {
  let calls = 0;
  const before = async () => {
    if (calls++ === 0) await signUpInside();
  };
  return makeAuth({ databaseHooks: { user: { create: { before } } } });
};

const somebody = { body: { name: "Bob", email: "bob@example.com", password: PASSWORD } };
const EMAILS = "select email from user order by email";

it("a call of another instance inside a transaction writes into its own database", async () => {
  const inner = await makeAuth({ databaseHooks: {} });
  const outer = await makeOuter(() => inner.auth.api.signUpEmail(somebody));
  expect((await outer.browser().signUp()).status).toBe(200);
  expect(inner.rows(EMAILS)).toEqual([{ email: "bob@example.com" }]);
  expect(outer.rows(EMAILS)).toEqual([{ email: "alice@example.com" }]);
});

it("a call of another instance joins the transaction that was begun for it", async () => {
  const inner = await makeAuth();
  const { adapter } = await inner.auth.$context;
  const attempt = createAuthEndpoint("/attempt", { method: "GET" }, () =>
    runWithTransaction(adapter, async () => {
      await inner.auth.api.signUpEmail(somebody);
      throw new APIError("CONFLICT");
    }),
  );
  const outer = await makeAuth({ plugins: [{ id: "p", endpoints: { attempt } }] });
  expect((await outer.browser().get("/attempt")).status).toBe(409);
  expect(inner.rows(EMAILS)).toEqual([]);
});

it("a call of another instance over the same database joins the transaction", async () => {
  let signUpInside = async (): Promise<unknown> => undefined;
  const outer = await makeOuter(() => signUpInside());
  const { database } = outer.options as BetterAuthOptions;
  const options = { baseURL: ORIGIN, secret: SECRET, database, emailAndPassword: { enabled: true } };
  await (await getMigrations(options)).runMigrations();
  const inner = betterAuth({ ...options, logger: { disabled: true } });
  await inner.$context;
  signUpInside = () => inner.api.signUpEmail(somebody);
  expect((await outer.browser().signUp()).status).toBe(200);
  expect(outer.rows(EMAILS)).toEqual([{ email: "alice@example.com" }, { email: "bob@example.com" }]);
});
