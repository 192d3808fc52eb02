import { describe, expect, it } from "vitest";
import { createAuthEndpoint } from "../api";
import { APIError } from "../error";
import { cheapPasswords, makeAuth } from "../test-support/instance";
import type { UserProvisioningSource, ValidateUserInfo } from "../types";

/** A plugin that makes users, with a source or without one. */
const provisioning = {
  id: "provisioning",
  endpoints: {
    provision: createAuthEndpoint("/provision", { method: "POST" }, async (ctx) => {
      const source = (ctx.body as { source?: UserProvisioningSource } | undefined)?.source;
      const user = await ctx.context.internalAdapter.createUser({ email: "P@example.com", name: "P" }, source);
      return { id: user?.id };
    }),
  },
};

async function signUpWith(validateUserInfo: ValidateUserInfo) {
  const made = await makeAuth({ user: { validateUserInfo }, plugins: [provisioning] });
  const answer = await made.browser().signUp({ email: "Alice@example.com" });
  const [users] = made.rows("select count(*) as count from user");
  return { ...made, answer, users: users?.count };
}

describe("user.validateUserInfo", () => {
  it("is asked with the user as it would be written, where it comes from, and the call", async () => {
    const seen: unknown[] = [];
    const { answer } = await signUpWith(({ user, source }, ctx) => void seen.push(user, source, ctx.path));
    expect(answer.status).toBe(200);
    expect(seen).toEqual([
      expect.objectContaining({ email: "alice@example.com", name: "alice", emailVerified: false }),
      { action: "create-user", method: "email-password" },
      "/sign-up/email",
    ]);
  });

  it.each([
    [{ error: "not_invited" }, { code: "not_invited", message: "not_invited" }],
    [
      { error: "not_invited", errorDescription: "Ask for an invitation" },
      { code: "not_invited", message: "Ask for an invitation" },
    ],
  ])("refuses with what it says: %j", async (result, body) => {
    const { answer, users } = await signUpWith(() => result);
    expect([answer.status, answer.body, users]).toEqual([403, body, 0]);
  });

  it.each([
    ["an error", () => new Error("down")],
    ["an APIError", () => new APIError("IM_A_TEAPOT" as never, { message: "own words", code: "OWN" })],
  ])("lets nobody in when it throws %s", async (_name, make) => {
    const { answer, users } = await signUpWith(() => {
      throw make();
    });
    expect([answer.status, answer.body, users]).toEqual([
      403,
      { code: "validation_failed", message: "User validation failed" },
      0,
    ]);
  });

  it("says nothing of whether the address is taken", async () => {
    let refuses = false;
    const { browser } = await makeAuth({
      user: { validateUserInfo: () => (refuses ? { error: "closed" } : undefined) },
      emailAndPassword: { enabled: true, requireEmailVerification: true, password: cheapPasswords },
      emailVerification: { sendVerificationEmail: async () => {} },
    });
    await browser().signUp();
    refuses = true;
    const taken = await browser().signUp();
    const free = await browser("bob").signUp();
    expect([taken.status, taken.body]).toEqual([free.status, free.body]);
  });

  it("is asked for users that plugins make, who have to say where they come from", async () => {
    const { browser, auth } = await signUpWith(({ source }) =>
      source.method === "scim" ? undefined : { error: "no" },
    );
    const bob = browser("bob");
    expect((await bob.post("/provision", {})).body).toEqual({
      code: "validation_source_missing",
      message: "User validation source is required",
    });
    expect((await bob.post("/provision", { source: { method: "other" } })).body.code).toBe("no");
    expect((await bob.post("/provision", { source: { method: "scim" } })).body.id).toEqual(expect.any(String));
    const { internalAdapter } = await auth.$context;
    await expect(
      internalAdapter.createUser({ email: "x@example.com", name: "X" }, { method: "scim" }),
    ).rejects.toMatchObject({ body: { code: "validation_context_missing" } });
  });

  it("is not asked where a user only signs in", async () => {
    let asked = 0;
    const { browser } = await signUpWith(() => void asked++);
    const alice = browser();
    expect((await alice.signIn({ email: "alice@example.com" })).status).toBe(200);
    expect(asked).toBe(1);
  });
});
