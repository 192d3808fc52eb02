import { MongoClient as MongoClient7 } from "mongodb";
import { MongoClient as MongoClient6 } from "mongodb-6";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everythingOptions, userRow } from "../../adapter-suite/schema";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { ORIGIN, SECRET } from "../../test-support/instance";
import { mailOptions } from "../../test-support/mailbox";
import { type MongoPlace, mongoUrl, openMongo } from "../../test-support/mongo/databases";
import type { Deployment } from "../../test-support/mongo/run";
import type { BetterAuthOptions, Row } from "../../types";
import { type MongoDBAdapterConfig, mongodbAdapter } from "./mongodb-adapter";

const places: Readonly<Record<string, [Deployment, typeof MongoClient7]>> = {
  "driver 7, replica set": ["replica set", MongoClient7],
  "driver 7, mongos": ["mongos", MongoClient7],
  "driver 7, standalone": ["standalone", MongoClient7],
  "driver 6, replica set": ["replica set", MongoClient6 as never],
  "driver 6, standalone": ["standalone", MongoClient6 as never],
};
// A real server is what it is.
const there = Object.entries(places).filter(([, [kind]]) => mongoUrl === undefined || kind === "replica set");

describe.each(there)("an application on MongoDB (%s)", (_, [deployment, Client]) => {
  let place: MongoPlace;
  let client: MongoClient7;
  beforeAll(async () => {
    place = await openMongo(deployment);
    client = new Client(place.url);
  });
  afterAll(async () => {
    await client.close();
    await place.close();
  });

  const open = (more: Partial<BetterAuthOptions> = {}, config: MongoDBAdapterConfig = {}) => {
    const db = client.db(place.database().databaseName);
    const mails: { kind: string; url: string; token: string }[] = [];
    const auth = betterAuth({
      baseURL: ORIGIN,
      secret: SECRET,
      logger: { disabled: true },
      rateLimit: { enabled: true, storage: "database", max: 1000, window: 60 },
      ...mailOptions(
        (kind) =>
          async ({ url, token }) =>
            void mails.push({ kind, url, token }),
      ),
      database: mongodbAdapter(db, { client, ...config }),
      ...more,
    });
    return { db, mails, auth, browser: (name: string) => new Browser(auth, name) };
  };

  it.each([true, false])("signs up, in and out (with transactions: %s)", async (isTransactional) => {
    const { db, browser } = open({}, isTransactional ? { usePlural: true } : { usePlural: true, transaction: false });
    const alice = browser("alice");
    expect(await alice.signUp()).toMatchObject({
      status: 200,
      body: { user: { name: "alice", emailVerified: false } },
    });
    expect((await browser("eve").signUp({ email: alice.email })).status).toBe(422);
    expect((await alice.post("/sign-out")).body).toEqual({ success: true });
    expect(await alice.session()).toBeNull();
    expect((await alice.signIn({ password: "a wrong password" })).status).toBe(401);
    expect((await alice.signIn()).status).toBe(200);
    const { user, session } = await alice.session();
    expect(session).toMatchObject({ userId: user.id, userAgent: "alice/1.0" });
    expect(user.id).toMatch(/^[0-9a-f]{24}$/);

    const stored = await db.collection("sessions").findOne({});
    expect([stored?.userId.toHexString(), stored?._id.toHexString()]).toEqual([user.id, session.id]);
    expect(stored?.expiresAt).toBeInstanceOf(Date);
  });

  it("resets a password once, ends the sessions, and deletes the user with all that is theirs", async () => {
    const { db, mails, browser } = open();
    const [alice, bob] = [browser("alice"), browser("bob")];
    for (const someone of [alice, bob]) await someone.signUp();
    await alice.post("/request-password-reset", { email: alice.email, redirectTo: "/reset" });
    const { token } = mails.find(({ kind }) => kind === "reset") as { token: string };
    const reset = () => alice.post("/reset-password", { token, newPassword: "another password" });
    const answers = await Promise.all(Array.from({ length: 10 }, reset));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(400)]);
    expect((await alice.signIn()).status).toBe(401);
    expect((await alice.signIn({ password: "another password" })).status).toBe(200);

    await alice.post("/delete-user");
    const { url } = mails.find(({ kind }) => kind === "delete") as { url: string };
    expect((await alice.get(url)).status).toBeLessThan(400);
    expect(await alice.session()).toBeNull();
    expect((await bob.session()).user.email).toBe(bob.email);
    for (const name of ["user", "session", "account"])
      expect([name, await db.collection(name).countDocuments()]).toEqual([name, 1]);
  });

  it("lets one of fifty sign up with an address, and fifty with their own", async () => {
    const { db, browser } = open({ rateLimit: { enabled: false } });
    const same = await Promise.all(Array.from({ length: 50 }, () => browser("alice").signUp()));
    expect(same.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(same.filter(({ status }) => status === 422)).toHaveLength(49);
    const own = await Promise.all(Array.from({ length: 50 }, (_, n) => browser(`user${n}`).signUp()));
    expect(own.filter(({ status }) => status === 200)).toHaveLength(50);
    expect(await db.collection("user").countDocuments()).toBe(51);
    expect(await db.collection("account").countDocuments()).toBe(51);
  }, 60_000);

  it("lets no more through than a limit says, whoever comes at once", async () => {
    const { browser } = open({ rateLimit: { enabled: true, storage: "database", max: 10, window: 60 } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser("alice").get("/get-session")));
    const isThrough = (status: number) => status !== 429;
    expect(answers.filter(({ status }) => isThrough(status))).toHaveLength(10);
  });

  it("lets one of fifty parallel callers consume a row, and counts fifty callers once each", async () => {
    const adapter = mongodbAdapter(client.db(place.database().databaseName), { client })(everythingOptions);
    for (const row of ["once", "limit"]) await adapter.create({ model: "item", data: { name: row, size: 0 } });
    await adapter.create({ model: "user", data: userRow("once") });
    const fifty = <R>(call: () => Promise<R>) => Promise.all(Array.from({ length: 50 }, call));
    const where = (value: string) => [{ field: "name", value }];

    for (const model of ["item", "user"]) {
      const taken = await fifty(() => adapter.consumeOne<Row>({ model, where: where("once") }));
      expect(taken.filter((row) => row !== null)).toHaveLength(1);
    }
    const count = () => adapter.incrementOne<Row>({ model: "item", where: where("limit"), increment: { size: 1 } });
    const sizes = (await fifty(count)).map((row) => row?.size as number).sort((a, b) => a - b);
    expect(sizes).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });

  it("keeps the application's own ids as text", async () => {
    const { db, browser } = open({ advanced: { database: { generateId: "uuid" } } });
    const alice = browser("alice");
    await alice.signUp();
    const { user } = await alice.session();
    expect(user.id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await db.collection("user").findOne({}))?._id).toBe(user.id);
    expect((await db.collection("session").findOne({}))?.userId).toBe(user.id);
  });
});
