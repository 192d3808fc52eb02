import { inspect } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { type FaultyServer, faultyServers } from "../test-support/faulty-server";
import { withoutValues } from "./plain-error";

const VALUE = "alice-at-home";

const shown = (error: unknown) => inspect(error, { depth: 10, showHidden: true });
const caught = (work: () => Promise<unknown>) => work().catch((error: unknown) => error);

/** What each server repeats the values of. */
const statements: Readonly<Record<string, Readonly<Record<string, readonly [sql: string, kept: RegExp]>>>> = {
  PostgreSQL: {
    "a taken value": [`insert into t values ('${VALUE}', 1, 'x')`, /unique value is taken.*t_a_key/s],
    "a row that lacks a value": [`insert into t values ('${VALUE}2', null, 'x')`, /table t, column b/],
    "text in place of a number": [`select cast('${VALUE}' as integer)`, /a column cannot hold a value/],
    "a broken rule": [`insert into t values ('${VALUE}3', -1, 'x')`, /constraint t_b_check/],
  },
  MySQL: {
    "a taken value": [`insert into t values ('${VALUE}', 1, 'x')`, /unique value is taken.*for key|key 'a'/s],
    "text in place of a number": [`insert into t values ('c', '${VALUE}', 'x')`, /cannot hold a value \(column .*b`\)/],
    "text that is too long": [`insert into t values ('c', 1, '${VALUE}')`, /Data too long for column 'c'/],
  },
};

describe.each(Object.entries(faultyServers))("an error of %s for the log", (name, openServer) => {
  const opened: FaultyServer[] = [];
  afterAll(async () => {
    for (const server of opened) await server.close();
  });
  async function open(): Promise<FaultyServer> {
    const [known] = opened;
    if (known !== undefined) return known;
    const server = await (openServer as NonNullable<typeof openServer>)();
    opened.push(server);
    await server.query("create table t (a varchar(50) unique, b integer not null check (b > 0), c varchar(5))");
    await server.query(`insert into t values ('${VALUE}', 1, 'x')`);
    return server;
  }

  it.skipIf(openServer === null).each(Object.entries(statements[name] ?? {}))(
    "about %s tells where, and not the value",
    async (_what, [text, kept]) => {
      const { query } = await open();
      const error = await caught(() => query(text));
      // As it is, it tells.
      expect(shown(error)).toContain(VALUE);
      const plain = withoutValues(error) as Error;
      expect(shown(plain)).not.toContain(VALUE);
      expect(shown(plain)).toMatch(kept);
      expect(plain).toMatchObject({ code: (error as { code: string }).code });
    },
  );
});

describe("an error for the log", () => {
  it("of Drizzle has the statement and the cause, and no parameter", () => {
    const cause = Object.assign(new Error("no such table: nowhere"), { code: "SQLITE_ERROR" });
    const error = new DrizzleQueryError("select ? from nowhere", [VALUE], cause);
    expect(shown(error)).toContain(VALUE);
    const plain = withoutValues(error) as Error;
    expect(shown(plain)).not.toContain(VALUE);
    expect(plain.message).toBe("Failed query: select ? from nowhere");
    expect(plain.cause).toMatchObject({ message: "no such table: nowhere", code: "SQLITE_ERROR" });
    expect(plain.stack).toContain("plain-error.test.ts");
  });

  it("of Prisma that shows the arguments has its last line", () => {
    const error = Object.assign(
      new Error(
        `\nInvalid \`prisma.user.create()\` invocation:\n{ data: { email: "${VALUE}" } }\n\nArgument \`name\` is missing.`,
      ),
      { name: "PrismaClientValidationError" },
    );
    expect((withoutValues(error) as Error).message).toBe("Argument `name` is missing.");
  });

  it("has no password of an address", () => {
    const error = Object.assign(new Error("cannot connect to postgres://app:hunter2@db.internal/app"), {
      code: "08001",
    });
    expect((withoutValues(error) as Error).message).toBe("cannot connect to postgres://db.internal/app");
  });

  it("of anything else is the error itself", () => {
    for (const other of [new Error(VALUE), new TypeError(VALUE, { cause: new Error("x") }), "text", undefined])
      expect(withoutValues(other)).toBe(other);
  });
});
