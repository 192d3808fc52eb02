import { describe, expect, it, vi } from "vitest";
import { createAuthEndpoint, getSessionFromCtx } from "../api";
import { renewOwnSession, resumeSignIn, signInUser } from "../lifecycle";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin, SignInVerdict } from "../types";

type Pending = Extract<SignInVerdict, { status: "pending" }>;

/** Asks for a second step whoever has "owes" in the name; signs in by a link, as from a mail. */
function plugin(verdict: Partial<Pending> = {}): BetterAuthPlugin {
  const find = async (ctx: Parameters<typeof signInUser>[0]) => {
    const found = await ctx.context.internalAdapter.findUserByEmail(String(ctx.query?.email));
    if (found === null) throw ctx.error("NOT_FOUND");
    return found.user;
  };
  return {
    id: "second",
    signInRequirements: [
      {
        id: "second",
        order: 500,
        evaluate: (user) =>
          user.name === "owes"
            ? {
                status: "pending",
                identifier: user.id,
                response: { owed: true, kinds: ["x", "y"], left: 2, more: {} },
                ...verdict,
              }
            : { status: "satisfied" },
      },
    ],
    endpoints: {
      visit: createAuthEndpoint("/visit", { method: "GET" }, async (ctx) => {
        await signInUser(ctx, await find(ctx), { id: "link" });
        throw ctx.redirect(String(ctx.query?.to));
      }),
      finish: createAuthEndpoint("/finish", { method: "GET" }, async (ctx) => {
        const signIn = await resumeSignIn(ctx, await find(ctx), { id: "second", satisfies: ["second"] });
        return { status: signIn.status };
      }),
      renew: createAuthEndpoint("/renew", { method: "POST" }, async (ctx) => {
        const current = await getSessionFromCtx(ctx);
        if (current === null) throw ctx.error("UNAUTHORIZED");
        return { token: (await renewOwnSession(ctx, current)).session.token };
      }),
    },
  };
}

async function make(verdict?: Partial<Pending>, options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth({ ...options, plugins: [plugin(verdict)] });
  await made.browser("free").signUp();
  const owing = made.browser("owes");
  await owing.signUp();
  owing.jar.clear();
  const visit = (name: string, to: string, from = made.browser("visitor")) =>
    from.get(`/visit?email=${name}@example.com&to=${encodeURIComponent(to)}`);
  return { ...made, owing, visit };
}

const location = (answer: { headers: Headers }) => answer.headers.get("location");

describe("a redirect of a sign-in that still owes something", () => {
  it("leads to the requirement's page, with the pending cookie and without a session", async () => {
    const { visit, browser } = await make({ page: "/second?step=2" });
    expect(location(await visit("free", "/home"))).toBe("/home");
    const visitor = browser("visitor");
    const answer = await visit("owes", "/home", visitor);
    expect(answer.status).toBe(302);
    expect(location(answer)).toBe("/second?step=2&owed=true&kinds=x%2Cy&left=2&callbackURL=%2Fhome");
    expect([...visitor.jar.keys()]).toEqual(["better-auth.sign_in_pending"]);
    expect(await visitor.session()).toBeNull();
  });

  it("leads where it would have without a page, and tells what is owed in the query", async () => {
    const { visit } = await make();
    expect(location(await visit("owes", "/home?a=1#top"))).toBe("/home?a=1&owed=true&kinds=x%2Cy&left=2#top");
  });

  it.each(["https://evil.example/second", "//evil.example", "javascript:alert(1)"])(
    "does not lead to a page that is not trusted: %s",
    async (page) => {
      const log = vi.fn();
      const { visit } = await make({ page }, { logger: { level: "error", log } });
      expect(location(await visit("owes", "/home"))).toBe("/home?owed=true&kinds=x%2Cy&left=2");
      expect(log).toHaveBeenCalledOnce();
    },
  );

  it("leads to a page of a trusted origin", async () => {
    const page = "https://app.example/second";
    const { visit } = await make({ page }, { trustedOrigins: ["https://app.example"] });
    expect(location(await visit("owes", "/home"))).toMatch(/^https:\/\/app\.example\/second\?owed=true&/);
  });

  it.each([
    ["/second", "/home?a=1&b=2#top", "/home?a=1&b=2#top"],
    ["/second", "http://localhost:3000/home?a=1#top", "/home?a=1#top"],
    ["/second", "https://app.example/home", "https://app.example/home"],
    ["https://app.example/second", "https://app.example/home", "/home"],
    ["https://app.example/second", "/home", "http://localhost:3000/home"],
    ["/second", "myapp://home", "myapp://home"],
    ["/second", "https://evil.example/home", null],
    ["/second", "//evil.example", null],
    ["/second", "/\\evil.example", null],
    ["/second", "http://localhost:3000//evil.example", null],
    ["/second", "javascript:alert(1)", null],
  ])("leads to %s, which is told to go on from %s to %s", async (page, to, callbackURL) => {
    const { visit } = await make({ page }, { trustedOrigins: ["https://app.example", "myapp://"] });
    const target = new URL(location(await visit("owes", to)) as string, "http://localhost:3000");
    expect(target.pathname).toBe("/second");
    expect(target.searchParams.get("callbackURL")).toBe(callbackURL);
  });
});

describe("a pending sign-in", () => {
  it.each([
    [true, "Max-Age=604800"],
    [false, "Path=/"],
  ])("is resumed as it was begun: rememberMe %s", async (rememberMe, attribute) => {
    const { owing } = await make();
    await owing.signIn({ rememberMe: !rememberMe });
    await owing.signIn({ rememberMe });
    const { body, cookies } = await owing.get("/finish?email=owes@example.com");
    expect(body).toEqual({ status: "issued" });
    const session = cookies.find((line) => line.startsWith("better-auth.session_token="));
    expect(session).toContain(attribute);
    expect(session?.includes("Max-Age")).toBe(rememberMe);
    expect(owing.jar.has("better-auth.sign_in_pending")).toBe(false);
  });
});

describe("a session that is renewed", () => {
  it("takes the place of the old one, which is over", async () => {
    const { browser, rows } = await make();
    const alice = browser("free");
    await alice.signIn({ rememberMe: false });
    const before = alice.jar.get("better-auth.session_token") as string;
    const count = rows("select * from session").length;
    const { body } = await alice.post("/renew");
    expect((await alice.session()).session.token).toBe(body.token);
    expect(rows("select * from session")).toHaveLength(count);
    expect(alice.jar.has("better-auth.dont_remember")).toBe(true);
    const thief = browser("thief");
    thief.jar.set("better-auth.session_token", before);
    expect(await thief.session()).toBeNull();
  });

  it("takes along what is not the core's, and nothing else", async () => {
    const place = { type: "string", required: false } as const;
    const { browser, rows, db } = await make({}, { session: { additionalFields: { place } } });
    const alice = browser("free");
    await alice.signIn();
    db.prepare("update session set place = 'here', userAgent = 'of the old one'").run();
    const { body } = await alice.post("/renew");
    const [renewed] = rows(`select place, userAgent from session where token = '${body.token}'`);
    expect(renewed?.place).toBe("here");
    expect(renewed?.userAgent).not.toBe("of the old one");
  });
});
