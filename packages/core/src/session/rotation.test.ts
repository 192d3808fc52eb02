import { expect, it } from "vitest";
import { createAuthEndpoint } from "../endpoint/create-endpoint";
import { makeAuth, SECRET } from "../test-support/instance";

const NEXT = "Zr8mQ1wEt6YuI3oPa5SdFg7HjK9lXc2V";
const OTHER = "Bn4vM7xZq1WsE9rTy2UiO6pAh3DjGk5L";
const DAY_MS = 86_400_000;

/** Signs a cookie and reads it back, with a secret of its own or with the instance's. */
const labels = {
  id: "labels",
  endpoints: {
    setLabel: createAuthEndpoint("/set-label", { method: "POST" }, async (ctx) => {
      await ctx.setSignedCookie("label", "blue", ctx.query?.own ? OTHER : ctx.context.secret);
      return null;
    }),
    getLabel: createAuthEndpoint("/get-label", { method: "GET" }, async (ctx) => {
      const own = await ctx.getSignedCookie("label", OTHER);
      return { own, ofInstance: await ctx.getSignedCookie("label", ctx.context.secret) };
    }),
  },
};

async function signedInWith(options: Parameters<typeof makeAuth>[0]) {
  const before = await makeAuth({ ...options, plugins: [labels] });
  const alice = before.browser();
  await alice.signUp();
  return { database: before.db, alice };
}

it.each([
  [
    "the old one is listed",
    {
      secrets: [
        { version: 2, value: NEXT },
        { version: 1, value: SECRET },
      ],
      secret: OTHER,
    },
  ],
  ["the old one is the single one", { secrets: [{ version: 1, value: NEXT }], secret: SECRET }],
])("a rotation of secrets signs nobody out: %s", async (_name, secrets) => {
  const { database, alice } = await signedInWith({});
  const after = (await makeAuth({ database, ...secrets })).browser();
  for (const [name, value] of alice.jar) after.jar.set(name, value);
  expect((await after.session()).user.email).toBe("alice@example.com");
  expect((await after.get("/list-sessions")).status).toBe(200);
});

it("a session that is carried on is signed with the current secret", async () => {
  const { database, alice } = await signedInWith({});
  database.prepare("update session set expiresAt = ?").run(new Date(Date.now() + 5 * DAY_MS).toISOString());
  const secrets = [
    { version: 2, value: NEXT },
    { version: 1, value: SECRET },
  ];
  const during = (await makeAuth({ database, secrets })).browser();
  for (const [name, value] of alice.jar) during.jar.set(name, value);
  const before = during.jar.get("better-auth.session_token");
  expect(await during.session()).not.toBeNull();
  expect(during.jar.get("better-auth.session_token")).not.toBe(before);

  const after = (await makeAuth({ database, secret: NEXT })).browser();
  for (const [name, value] of during.jar) after.jar.set(name, value);
  expect((await after.session()).user.email).toBe("alice@example.com");
});

it("a secret that is no longer listed signs nobody in", async () => {
  const { database, alice } = await signedInWith({});
  for (const secrets of [
    {
      secrets: [
        { version: 2, value: NEXT },
        { version: 1, value: OTHER },
      ],
      secret: OTHER,
    },
    { secret: NEXT },
  ]) {
    const after = (await makeAuth({ database, ...secrets })).browser();
    for (const [name, value] of alice.jar) after.jar.set(name, value);
    expect(await after.session()).toBeNull();
  }
});

it("ctx.getSignedCookie follows the rotation for the instance's secret, and for no secret of a caller's own", async () => {
  const secrets = [
    { version: 2, value: NEXT },
    { version: 1, value: SECRET },
  ];
  const { database, alice } = await signedInWith({});
  const after = (await makeAuth({ database, secrets, plugins: [labels] })).browser();
  await alice.post("/set-label");
  after.jar.set("label", alice.jar.get("label") as string);
  expect((await after.get("/get-label")).body).toEqual({ own: false, ofInstance: "blue" });
  await alice.post("/set-label?own=1");
  after.jar.set("label", alice.jar.get("label") as string);
  expect((await after.get("/get-label")).body).toEqual({ own: "blue", ofInstance: false });
});
