import { afterEach, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow } from "../../adapter-suite/schema";
import { betterAuth } from "../../auth";
import { isUniqueViolation } from "../../database/unique-violation";
import { faultOf } from "../../fault/database-fault";
import { explainFault } from "../../fault/database-fault-error";
import { Browser } from "../../test-support/browser";
import { cheapPasswords, ORIGIN, SECRET } from "../../test-support/instance";
import { postgresUrl } from "../../test-support/postgres";
import { openPrisma, type PrismaDatabase } from "../../test-support/prisma/databases";
import type { BetterAuthOptions } from "../../types";
import { type PrismaConfig, prismaAdapter } from "./prisma-adapter";
import { generatePrismaSchema } from "./schema/generate";

let database: PrismaDatabase | undefined;
afterEach(() => database?.close());

const user = { name: "Alice", email: "alice@example.com" };

async function open(options: BetterAuthOptions = {}, change?: (schema: string) => string): Promise<PrismaDatabase> {
  database = await openPrisma("sqlite", { logger: { disabled: true }, ...options }, {}, change);
  return database;
}

describe("what is handed over", () => {
  const take = (client: unknown, config: Partial<PrismaConfig> = {}) =>
    prismaAdapter(client as object, { provider: "sqlite", ...config })({});

  it("has to name a provider that there is", () => {
    expect(() => take({}, { provider: "postgres" as "postgresql" })).toThrow(
      'prismaAdapter: provider: expected "postgresql", "cockroachdb", "sqlite", "mysql", "sqlserver" or "mongodb", got "postgres".',
    );
  });

  it("has to be a client", async () => {
    expect(() => take(undefined)).toThrow(
      "expected a PrismaClient, got undefined. Pass what `new PrismaClient()` gives.",
    );
    await expect(take({}).findMany({ model: "user" })).rejects.toThrow("got an object without a data model");
  });

  it("has to speak with the database that the options say", async () => {
    const { client } = await open();
    await expect(take(client, { provider: "mysql" }).findMany({ model: "user" })).rejects.toThrow(
      'the options say "mysql", but the Prisma client was generated for "sqlite"',
    );
  });

  it("may be a stand-in, as long as nothing is asked of it: the command line has no client before it has generated one", () => {
    expect(take(new Proxy(() => {}, { get: (_, name) => (name === "then" ? undefined : () => {}) })).id).toBe("prisma");
  });
});

describe("a client that does not fit", () => {
  it("lacks a model: the error says which, what is there, and the mend", async () => {
    const { client } = await open();
    const adapter = prismaAdapter(client, { provider: "sqlite" })(everythingOptions);
    await expect(adapter.findMany({ model: "item" })).rejects.toThrow(
      'the Prisma client has no model for table "item" of model item; it has User, Session, Account, Verification. Run `npx @better-auth/cli generate`',
    );
  });

  it("lacks a field: the error says which, what is there, and the mend", async () => {
    const { adapter } = await open({}, (schema) => schema.replace(/^ +image .*\n/m, ""));
    await expect(adapter.findMany({ model: "user" })).rejects.toThrow(
      'model User of the Prisma client has no field "image" for column "image" of model user; it has id, name, email,',
    );
  });

  it("asks for what the options do not have: the error says what, and no value", async () => {
    const { adapter } = await open({}, (schema) => schema.replace("  image ", "  age Int\n  image "));
    const failing = adapter.create({ model: "user", data: user });
    await expect(failing).rejects.toThrow("Argument `age` is missing. Run `npx @better-auth/cli generate`");
    await expect(failing).rejects.not.toThrow("alice");
    await expect(failing).rejects.not.toHaveProperty("cause");
  });
});

describe("a database that does not fit", () => {
  it("lacks a table or a column: the error says which, and the mend", async () => {
    const { adapter, execute } = await open();
    await execute('alter table "user" drop column "image"');
    await expect(adapter.findMany({ model: "user" })).rejects.toThrow(
      /The column `main.user.image` does not exist .*Run `npx prisma migrate dev`/s,
    );
    await execute('drop table "verification"');
    await expect(adapter.findMany({ model: "verification" })).rejects.toThrow(
      /The table `main.verification` does not exist .*Run `npx prisma migrate dev`/s,
    );
  });

  it("refuses a unique value, in a way that the core understands", async () => {
    const { adapter } = await open();
    await adapter.create({ model: "user", data: user });
    const error: unknown = await adapter.create({ model: "user", data: user }).catch((thrown: unknown) => thrown);
    expect(isUniqueViolation(error)).toBe(true);
  });
});

describe("what a database refuses", () => {
  it("is a conflict when a value is taken or a reference points at nothing, and the cause holds no value", async () => {
    const { adapter } = await open();
    await adapter.create({ model: "user", data: user });
    const failing = [
      () => adapter.create({ model: "user", data: user }),
      () => adapter.create({ model: "session", data: sessionRow("a-token", "nobody") }),
      () => adapter.transaction((trx) => trx.create({ model: "session", data: sessionRow("a-token", "nobody") })),
    ];
    for (const fail of failing) {
      const error = explainFault(await fail().catch((thrown: unknown) => thrown)) as Error;
      expect(error).toMatchObject({ name: "DatabaseFaultError", code: "DATABASE_CONFLICT" });
      for (const value of [user.email, "a-token"]) expect(`${error.stack} ${error.cause}`).not.toContain(value);
    }
  });

  it.skipIf(postgresUrl === undefined)("is a conflict when only the commit says so", async () => {
    database = await openPrisma("postgresql", {});
    const { adapter, execute } = database;
    await execute('alter table session alter constraint "session_userId_fkey" deferrable initially deferred');
    const create = () =>
      adapter.transaction((trx) => trx.create({ model: "session", data: sessionRow("a-token", "nobody") }));
    const error: unknown = await create().catch((thrown: unknown) => thrown);
    expect(explainFault(error)).toMatchObject({ code: "DATABASE_CONFLICT" });
    expect(await adapter.count({ model: "session" })).toBe(0);
  });

  it("is not what the application throws in a transaction", async () => {
    const { adapter } = await open();
    const lost = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:25"), { code: "ECONNREFUSED" });
    await expect(adapter.transaction(() => Promise.reject(lost))).rejects.toBe(lost);
    expect(faultOf(lost)).toBeNull();
  });

  it.skipIf(postgresUrl === undefined)("reaches the client as an answer", async () => {
    const code = { type: "string", required: false } as const;
    const options: BetterAuthOptions = { user: { additionalFields: { code } }, logger: { disabled: true } };
    database = await openPrisma("postgresql", options);
    const auth = betterAuth({
      ...options,
      baseURL: ORIGIN,
      secret: SECRET,
      emailAndPassword: { enabled: true, password: cheapPasswords },
      rateLimit: { enabled: false },
      database: prismaAdapter(database.client, { provider: "postgresql", transaction: true }),
    });
    await database.execute('alter table "user" alter column "code" type varchar(5)');
    const bob = new Browser(auth, "bob");
    await bob.signUp();
    expect(await bob.post("/update-user", { code: "too long" })).toMatchObject({
      status: 400,
      body: { code: "VALIDATION_ERROR" },
    });
  });
});

describe("values that Prisma would take for an operation", () => {
  it("are refused, and change nothing", async () => {
    const { adapter } = await open(everythingOptions);
    const { id } = await adapter.create({ model: "item", data: { name: "a", size: 1 } });
    const where = [{ field: "id", value: id as string }];
    for (const update of [
      { name: { set: "b" } },
      { size: { increment: 5 } },
      { on: { set: true } },
      { at: { set: 1 } },
    ]) {
      await expect(adapter.update({ model: "item", where, update })).rejects.toThrow("expected what a column of");
    }
    for (const value of [{ not: "x" }, { contains: "" }]) {
      expect(await adapter.count({ model: "item", where: [{ field: "name", value: value as never }] })).toBe(0);
    }
    expect(await adapter.findOne({ model: "item", where })).toMatchObject({ name: "a", size: 1, on: null, at: null });
  });

  it("are JSON in a column of JSON", async () => {
    const text = generatePrismaSchema(everythingOptions, { provider: "postgresql" }).code;
    expect(text).toMatch(/meta +Json\?/);
    const { adapter } = await open(everythingOptions, (schema) => schema.replace(/(meta +)String\?/, "$1Json?"));
    for (const meta of [{ $type: "Enum", value: "DbNull" }, { set: 1 }, "null", [], 0, false, { at: "2020-01-01" }]) {
      const row = await adapter.create({ model: "item", data: { name: "a", meta } });
      expect(row.meta).toEqual(meta);
    }
    const { id } = await adapter.create({ model: "item", data: { name: "b", meta: { a: 1 } } });
    const where = [{ field: "id", value: id as string }];
    expect(await adapter.update({ model: "item", where, update: { meta: null } })).toMatchObject({ meta: null });
    expect(await adapter.count({ model: "item", where: [{ field: "meta", value: null }] })).toBe(1);
    expect(await adapter.count({ model: "item", where: [{ field: "meta", value: null, operator: "ne" }] })).toBe(7);
  });
});
