import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";
import type { AuthEvent, BetterAuthPlugin, EventSubscriber } from "../types";

function subscriber(settings: Partial<EventSubscriber> = {}): { plugin: BetterAuthPlugin; seen: AuthEvent[] } {
  const seen: AuthEvent[] = [];
  const handle: EventSubscriber["handle"] = (event) => {
    seen.push(event);
  };
  return { seen, plugin: { id: "audit", events: [{ handle, ...settings }] } };
}

const auditLog: BetterAuthPlugin = {
  id: "audit-log",
  schema: { auditLog: { fields: { type: { type: "string" }, detail: { type: "string" } } } },
  events: [
    {
      durable: true,
      handle: async (event, { adapter }) => {
        await adapter.create({ model: "auditLog", data: { type: event.type, detail: event.userAgent ?? "" } });
      },
    },
  ],
};

describe("events", () => {
  it("tell what happens to a user's security state, once each and in order", async () => {
    const { plugin, seen } = subscriber();
    const { browser } = await makeAuth({ plugins: [plugin] });
    const alice = browser();
    await alice.signUp();
    await alice.post("/sign-out");
    await alice.signIn({ password: "wrong horse 1" });
    await alice.signIn();
    await alice.post("/update-user", { name: "A" });
    await alice.post("/change-password", {
      currentPassword: "correct horse 1",
      newPassword: "better horse 2",
      revokeOtherSessions: true,
    });
    expect(seen.map(({ type }) => type)).toEqual([
      "user.created",
      "account.created",
      "session.created",
      "sign-in.succeeded",
      "session.revoked",
      "sign-in.failed",
      "session.created",
      "sign-in.succeeded",
      "user.updated",
      "password.changed",
      "session.revoked",
      "session.created",
    ]);
    expect(seen[5]).toMatchObject({ reason: "INVALID_EMAIL_OR_PASSWORD", userAgent: "alice/1.0" });
    expect(JSON.stringify(seen)).not.toMatch(/correct horse|better horse|plain:|"token"/);
  });

  it("reach those who asked for their type only", async () => {
    const { plugin, seen } = subscriber({ types: ["session.revoked"] });
    const { browser } = await makeAuth({ plugins: [plugin] });
    const alice = browser();
    await alice.signUp();
    await alice.post("/sign-out");
    expect(seen.map(({ type }) => type)).toEqual(["session.revoked"]);
  });

  it("are written with the change by a durable subscriber, and undone with it", async () => {
    let fail = false;
    const breaker: BetterAuthPlugin = {
      id: "breaker",
      events: [
        {
          types: ["session.created"],
          durable: true,
          handle: () => {
            if (fail) throw new Error("outbox is full");
          },
        },
      ],
    };
    const { browser, rows } = await makeAuth({ plugins: [auditLog, breaker] });
    const alice = browser("alice");
    await alice.signUp();
    expect(rows("select type from auditLog").map(({ type }) => type)).toContain("user.created");
    const logged = rows("select * from auditLog").length;

    fail = true;
    const bob = browser("bob");
    expect((await bob.signUp()).status).toBe(422);
    expect(rows("select * from user")).toHaveLength(1);
    expect(rows("select * from account")).toHaveLength(1);
    expect(rows("select * from auditLog")).toHaveLength(logged);
  });

  it("of a single write are written with it, too", async () => {
    let fail = false;
    const breaker: BetterAuthPlugin = {
      id: "breaker",
      events: [
        {
          types: ["session.revoked", "user.updated", "password.changed", "session.created"],
          durable: true,
          handle: () => {
            if (fail) throw new Error("outbox is full");
          },
        },
      ],
    };
    const { browser, rows } = await makeAuth({ plugins: [breaker] });
    const alice = browser();
    await alice.signUp();
    const before = ["user", "session", "account"].map((table) => rows(`select * from ${table}`));
    fail = true;
    expect((await alice.post("/sign-out")).status).toBe(500);
    expect((await alice.post("/update-user", { name: "A" })).status).toBe(500);
    expect((await alice.signIn()).status).toBe(500);
    expect(
      (await alice.post("/change-password", { currentPassword: "correct horse 1", newPassword: "better horse 2" }))
        .status,
    ).toBe(500);
    expect(["user", "session", "account"].map((table) => rows(`select * from ${table}`))).toEqual(before);
  });

  it("do not fail a request whose subscriber fails afterwards", async () => {
    const { plugin } = subscriber({
      handle: () => {
        throw new Error("webhook is down");
      },
    });
    const { browser, rows } = await makeAuth({ plugins: [plugin] });
    expect((await browser().signUp()).status).toBe(200);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("are not told of what was rolled back", async () => {
    const { plugin, seen } = subscriber();
    const { browser } = await makeAuth({
      plugins: [plugin],
      databaseHooks: {
        session: {
          create: {
            before: () => {
              throw new Error("no");
            },
          },
        },
      },
    });
    expect((await browser().signUp()).status).toBe(422);
    expect(seen).toEqual([]);
  });

  it("cost no statement when nobody listens", async () => {
    const { browser, statementsOf } = await makeAuth();
    const alice = browser();
    expect(await statementsOf(() => alice.signUp())).toHaveLength(3);
  });
});
