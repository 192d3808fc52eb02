import { createAuthEndpoint, createAuthMiddleware } from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";
import type { BetterAuthPlugin } from "@better-auth/core/types";
import { makeAuth } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { customSession } from ".";
import type { CustomSessionPluginOptions } from "./types";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const DAY = 86_400_000;
const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

type Options = NonNullable<Parameters<typeof makeAuth>[0]>;
type Shape = Parameters<typeof customSession<object>>[0];

const shout: Shape = ({ user, session }) => ({
  user: { ...user, shout: user.name.toUpperCase() },
  session,
  roles: ["a"],
});

/** An instance with the plugin, and somebody who has signed up. */
async function make(shape: Shape, auth: Options = {}, settings: CustomSessionPluginOptions = {}) {
  const called = vi.fn(shape);
  const { plugins = [], ...rest } = auth;
  const made = await makeAuth({ ...rest, plugins: [customSession(called, {}, settings), ...plugins] });
  const alice = made.browser("alice");
  expect((await alice.signUp()).status).toBe(200);
  return { ...made, alice, called };
}

describe("get-session", () => {
  it("gives what the function gives, over HTTP and on the server", async () => {
    const { auth, alice } = await make(shout);
    const { status, body, headers } = await alice.get("/get-session");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toMatchObject({
      roles: ["a"],
      user: { name: "alice", shout: "ALICE" },
      session: { id: expect.any(String) },
    });
    const read = (await auth.api.getSession({ headers: alice.headers() })) as { session: { expiresAt: Date } } | null;
    expect(JSON.parse(JSON.stringify(read))).toEqual(body);
    expect(read?.session.expiresAt).toEqual(new Date(Date.now() + 7 * DAY));
  });

  it("does not ask the function about strangers, and removes a cookie whose session is gone", async () => {
    const { auth, alice, browser, called, db } = await make(shout);
    const stranger = await browser("x").get("/get-session");
    expect([stranger.status, stranger.body]).toEqual([200, null]);
    expect(await auth.api.getSession({ headers: {} })).toBeNull();
    expect(await alice.session()).not.toBeNull();
    db.exec("delete from session");
    const { body, cookies } = await alice.get("/get-session");
    expect(body).toBeNull();
    expect(cookies[0]).toMatch(/^better-auth\.session_token=;.*Max-Age=0/);
    expect(called).toHaveBeenCalledTimes(1);
  });

  it("gives the function what may be given out, and the context of the call", async () => {
    const { alice, called } = await make(shout, {
      user: {
        additionalFields: {
          team: { type: "string", required: false, defaultValue: "red" },
          note: { type: "string", required: false, defaultValue: "hidden", returned: false, input: false },
        },
      },
    });
    await alice.session();
    const [stored, ctx] = called.mock.calls[0] ?? [];
    expect(stored?.user).toMatchObject({ name: "alice", team: "red" });
    expect(stored?.user).not.toHaveProperty("note");
    expect(stored).not.toHaveProperty("needsRefresh");
    expect(ctx?.path).toBe("/get-session");
    expect(ctx?.headers?.get("user-agent")).toBe("alice/1.0");
  });

  it("takes one statement, none with a cookie cache, and none of them is the function's", async () => {
    const plain = await make(shout);
    expect(await plain.statementsOf(() => plain.alice.session())).toHaveLength(1);
    const cached = await make(shout, { session: { cookieCache: { enabled: true, maxAge: 60 } } });
    expect(await cached.statementsOf(() => cached.alice.session())).toHaveLength(0);
    expect(cached.called).toHaveBeenCalledTimes(1);
  });

  it("leaves the last word to the function: nothing, or something else", async () => {
    expect(await (await make(() => ({ name: "x" }))).alice.session()).toEqual({ name: "x" });
    expect(await (await make(() => null as never)).alice.session()).toBeNull();
  });

  it("lets hooks see what is given out", async () => {
    const seen: unknown[] = [];
    const { alice } = await make(shout, {
      hooks: {
        after: createAuthMiddleware(async (ctx) => {
          if (ctx.path === "/get-session") seen.push(ctx.context.returned);
        }),
      },
    });
    await alice.session();
    expect(seen).toMatchObject([{ roles: ["a"] }]);
  });

  it("changes nothing of who somebody is: what is stored decides", async () => {
    const { alice, browser, rows } = await make(({ user, session }) => {
      user.name = "Mallory";
      session.token = "x".repeat(32);
      return { user: { ...user, id: "somebody-else" }, session: { ...session, userId: "somebody-else" } };
    });
    await browser("bob").signUp();
    expect((await alice.session()).user.id).toBe("somebody-else");
    expect(rows("select name from user where email = 'alice@example.com'")).toEqual([{ name: "alice" }]);
    expect((await alice.post("/update-user", { name: "Alice B" })).status).toBe(200);
    expect(rows("select name from user order by name")).toEqual([{ name: "Alice B" }, { name: "bob" }]);
    expect((await alice.get("/list-sessions")).body).toHaveLength(1);
  });

  it("may change what it is given, and hooks see what is stored all the same", async () => {
    const seen: unknown[] = [];
    const watch: BetterAuthPlugin = {
      id: "watch",
      hooks: {
        after: [
          {
            paths: ["/get-session"],
            handler: createAuthMiddleware(async ({ context: { session } }) => {
              seen.push(session?.user.name, session?.session.token);
            }),
          },
        ],
      },
    };
    const { alice, rows } = await make(
      ({ user, session }) => {
        user.name = user.name.toUpperCase();
        session.token = "";
        return { user, session };
      },
      { plugins: [watch] },
    );
    expect(await alice.session()).toMatchObject({ user: { name: "ALICE" }, session: { token: "" } });
    expect(seen).toEqual(["alice", rows("select token from session")[0]?.token]);
  });

  it("reads its query like the core's", async () => {
    const { alice, called } = await make(shout);
    expect((await alice.get("/get-session?disableRefresh=true&disableCookieCache=false")).status).toBe(200);
    for (const query of ["disableRefresh=banana", "disableCookieCache=1"]) {
      expect(await alice.get(`/get-session?${query}`)).toMatchObject({
        status: 400,
        body: { code: "VALIDATION_ERROR" },
      });
    }
    expect(await alice.post("/get-session")).toMatchObject({
      status: 405,
      body: { code: "METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED" },
    });
    expect(called).toHaveBeenCalledTimes(1);
  });
});

describe("the cookies", () => {
  it("are renewed when a session is extended, unless the query says not to", async () => {
    const { alice, rows } = await make(shout);
    pass(2 * DAY);
    expect((await alice.get("/get-session?disableRefresh=true")).cookies).toEqual([]);
    const { body, cookies } = await alice.get("/get-session");
    expect(body).toMatchObject({ roles: ["a"], session: { expiresAt: new Date(Date.now() + 7 * DAY).toISOString() } });
    expect(cookies).toEqual([expect.stringMatching(/^better-auth\.session_token=.*Max-Age=604800/)]);
    expect(rows("select expiresAt from session")).toEqual([{ expiresAt: body.session.expiresAt }]);
  });

  it("of the cache hold the stored session, and are read and renewed as without the plugin", async () => {
    const { alice, db, called } = await make(shout, { session: { cookieCache: { enabled: true, maxAge: 60 } } });
    db.exec("update user set name = 'Changed'");
    expect((await alice.session()).user).toMatchObject({ name: "alice", shout: "ALICE" });
    const direct = await alice.get("/get-session?disableCookieCache=true");
    expect(direct.body.user).toMatchObject({ name: "Changed", shout: "CHANGED" });
    expect(direct.cookies).toEqual([expect.stringMatching(/^better-auth\.session_data=/)]);
    const [, payload = ""] = /session_data=([^;.]+)/.exec(direct.cookies[0] ?? "") ?? [];
    const decoded = Buffer.from(payload, "base64url").toString();
    expect(decoded).toContain("Changed");
    expect(decoded).not.toContain("CHANGED");
    expect((await alice.session()).user.shout).toBe("CHANGED");
    expect(called).toHaveBeenCalledTimes(3);
  });

  it("go on with a deferred extension: a read says that it is time, a POST extends", async () => {
    const { alice, called } = await make(({ user }) => ({ user, roles: ["a"] }), {
      session: { deferSessionRefresh: true },
    });
    expect(await alice.session()).toMatchObject({ roles: ["a"], needsRefresh: false });
    pass(2 * DAY);
    const read = await alice.get("/get-session");
    expect(read).toMatchObject({ body: { roles: ["a"], needsRefresh: true }, cookies: [] });
    expect(called.mock.lastCall?.[0].needsRefresh).toBe(true);
    const extended = await alice.post("/get-session");
    expect(extended).toMatchObject({ status: 200, body: { roles: ["a"] } });
    expect(extended.body).not.toHaveProperty("needsRefresh");
    expect(extended.cookies).toEqual([expect.stringMatching(/^better-auth\.session_token=.*Max-Age=604800/)]);
    expect((await alice.session()).needsRefresh).toBe(false);
  });
});

describe("a function that throws", () => {
  it("answers with its APIError", async () => {
    const { auth, alice } = await make(() => {
      throw new APIError("FORBIDDEN", { code: "NOT_A_MEMBER", message: "Not a member" });
    });
    const expected = { code: "NOT_A_MEMBER", message: "Not a member" };
    expect(await alice.get("/get-session")).toMatchObject({ status: 403, body: expected });
    await expect(auth.api.getSession({ headers: alice.headers() })).rejects.toMatchObject({
      statusCode: 403,
      body: expected,
    });
  });

  it("by mistake is a 424 with a code, logged, and signs nobody out", async () => {
    let isBroken = false;
    const log = vi.fn();
    const mistake = new Error("secret-host refused the connection");
    const { auth, alice } = await make(
      async ({ user }) => {
        if (isBroken) throw mistake;
        return { user };
      },
      { logger: { level: "error", log } },
    );
    expect((await alice.session()).user.name).toBe("alice");
    isBroken = true;
    pass(2 * DAY);
    const { status, body, headers, cookies } = await alice.get("/get-session");
    expect({ status, body }).toEqual({
      status: 424,
      body: { code: "CUSTOM_SESSION_FAILED", message: "The session could not be put together" },
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(cookies).toEqual([expect.stringContaining("Max-Age=604800")]);
    expect(log).toHaveBeenCalledExactlyOnceWith("error", expect.stringContaining("custom-session"), mistake);
    await expect(auth.api.getSession({ headers: alice.headers() })).rejects.toMatchObject({
      statusCode: 424,
      cause: mistake,
    });
    isBroken = false;
    expect((await alice.session()).user.name).toBe("alice");
  });

  it("because the database failed is answered as that", async () => {
    const { alice } = await make((_stored, ctx) =>
      ctx.context.adapter.create({ model: "user", data: { name: "x", email: "alice@example.com" } }),
    );
    const { status, body } = await alice.get("/get-session");
    expect({ status, code: body.code }).toEqual({ status: 409, code: "DATABASE_CONFLICT" });
  });
});

describe("the list of a browser's sessions", () => {
  /** Stands for the plugin that lists them: two entries, or a refusal. */
  const deviceSessions: BetterAuthPlugin = {
    id: "device-sessions",
    endpoints: {
      listDeviceSessions: createAuthEndpoint("/multi-session/list-device-sessions", { method: "GET" }, async (ctx) => {
        if (ctx.headers?.has("x-refuse")) throw new APIError("BAD_REQUEST", { code: "NO", message: "no" });
        return ["ada", "bob"].map((name) => ({ user: { name }, session: { id: name } }));
      }),
    },
  };
  const list = "/multi-session/list-device-sessions";

  it("is made by the function, too, when the option says so", async () => {
    const { alice } = await make(
      shout,
      { plugins: [deviceSessions] },
      { shouldMutateListDeviceSessionsEndpoint: true },
    );
    expect((await alice.get(list)).body).toEqual([
      { user: { name: "ada", shout: "ADA" }, session: { id: "ada" }, roles: ["a"] },
      { user: { name: "bob", shout: "BOB" }, session: { id: "bob" }, roles: ["a"] },
    ]);
    const refused = await alice.get(list, { headers: { "x-refuse": "1" } });
    expect(refused).toMatchObject({ status: 400, body: { code: "NO" } });
  });

  it("is left as it is otherwise", async () => {
    const { alice, called } = await make(shout, { plugins: [deviceSessions] });
    expect((await alice.get(list)).body).toEqual([
      { user: { name: "ada" }, session: { id: "ada" } },
      { user: { name: "bob" }, session: { id: "bob" } },
    ]);
    expect(called).not.toHaveBeenCalled();
  });

  it("fails with the code of the function", async () => {
    const broken: Shape = () => {
      throw new Error("boom");
    };
    const settings = { shouldMutateListDeviceSessionsEndpoint: true };
    const { alice } = await make(broken, { plugins: [deviceSessions] }, settings);
    expect(await alice.get(list)).toMatchObject({ status: 424, body: { code: "CUSTOM_SESSION_FAILED" } });
  });
});
