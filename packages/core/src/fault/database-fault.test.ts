import { describe, expect, it } from "vitest";
import { BetterAuthError } from "../error";
import { type DatabaseFault, faultOf, isOutage, markDatabaseError } from "./database-fault";
import { explainFault } from "./database-fault-error";

const error = (members: object, message = "said so") => Object.assign(new Error(message), members);

/** As the drivers give them; each was seen, or stands in the manual of its database. */
const said: readonly (readonly [object, DatabaseFault | null])[] = [
  // PostgreSQL
  [{ code: "08006" }, "unavailable"],
  [{ code: "28P01" }, "unavailable"],
  [{ code: "3D000" }, "unavailable"],
  [{ code: "57P01" }, "unavailable"],
  [{ code: "53100" }, "unavailable"],
  [{ code: "53300" }, "busy"],
  [{ code: "57014" }, "busy"],
  [{ code: "55P03" }, "busy"],
  [{ code: "40001" }, "conflict"],
  [{ code: "40P01" }, "conflict"],
  [{ code: "25006" }, "read-only"],
  [{ code: "42501" }, "read-only"],
  [{ code: "42P01" }, "schema"],
  [{ code: "42703" }, "schema"],
  [{ code: "23505" }, "taken"],
  [{ code: "23503" }, "dangling"],
  [{ code: "23502" }, "constraint"],
  [{ code: "22001" }, "value"],
  [{ code: "22021" }, "value"],
  [{ code: "42601" }, null],
  [{ code: "40003" }, null],
  // MySQL
  [{ code: "ER_LOCK_DEADLOCK", errno: 1213, sqlState: "40001" }, "conflict"],
  [{ code: "ER_LOCK_WAIT_TIMEOUT", errno: 1205, sqlState: "HY000" }, "busy"],
  [{ code: "ER_CON_COUNT_ERROR", errno: 1040, sqlState: "08004" }, "busy"],
  [{ code: "ER_DUP_ENTRY", errno: 1062, sqlState: "23000" }, "taken"],
  [{ code: "ER_BAD_NULL_ERROR", errno: 1048, sqlState: "23000" }, "constraint"],
  [{ code: "ER_NO_REFERENCED_ROW_2", errno: 1452, sqlState: "23000" }, "dangling"],
  [{ code: "ER_DATA_TOO_LONG", errno: 1406, sqlState: "22001" }, "value"],
  [{ code: "ER_OPTION_PREVENTS_STATEMENT", errno: 1290, sqlState: "HY000" }, "read-only"],
  [{ code: "ER_NO_SUCH_TABLE", errno: 1146, sqlState: "42S02" }, "schema"],
  [{ code: "PROTOCOL_CONNECTION_LOST" }, "unavailable"],
  [{ code: "ER_PARSE_ERROR", errno: 1064, sqlState: "42000" }, null],
  // SQLite: better-sqlite3, node:sqlite, libsql
  [{ code: "SQLITE_BUSY_SNAPSHOT" }, "busy"],
  [{ code: "SQLITE_READONLY_DBMOVED" }, "read-only"],
  [{ code: "SQLITE_IOERR_WRITE" }, "unavailable"],
  [{ code: "SQLITE_FULL" }, "unavailable"],
  [{ code: "SQLITE_CONSTRAINT_UNIQUE" }, "taken"],
  [{ code: "SQLITE_CONSTRAINT_NOTNULL" }, "constraint"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 2067 }, "taken"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 266 }, "unavailable"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 1 }, null],
  // SQL Server
  [{ number: 1205 }, "conflict"],
  [{ number: 2627 }, "taken"],
  // Prisma, MongoDB
  [{ name: "PrismaClientKnownRequestError", code: "P2024" }, "busy"],
  [{ name: "PrismaClientKnownRequestError", code: "P2028" }, "busy"],
  [{ name: "PrismaClientKnownRequestError", code: "P2039" }, "busy"],
  [{ name: "MongoWaitQueueTimeoutError" }, "busy"],
  [{ name: "PrismaClientKnownRequestError", code: "P2034" }, "conflict"],
  [{ name: "MongoServerError", code: 11000 }, "taken"],
  [{ name: "MongoServerSelectionError" }, "unavailable"],
  // What has nothing to do with a database: errors of Node, of gRPC, of an application.
  [{ code: "EPIPE" }, null],
  [{ code: "ERR_INVALID_ARG_TYPE" }, null],
  [{ code: 13 }, null],
  [{ code: "invalid_grant" }, null],
];

describe("a fault", () => {
  it.each(said)("%j is %s", (members, fault) => {
    expect(faultOf(error(members))).toBe(fault);
    expect(faultOf(new Error("wrapped", { cause: error(members) }))).toBe(fault);
  });

  it.each([
    ["UNIQUE constraint failed: user.email", { code: "SQLITE_CONSTRAINT" }, "taken"],
    ["FOREIGN KEY constraint failed", {}, "dangling"],
    ["D1_ERROR: NOT NULL constraint failed: user.name: SQLITE_CONSTRAINT", {}, "constraint"],
    ["no such column: seats", { code: "SQLITE_ERROR" }, "schema"],
    ["table user has no column named seats", { code: "ERR_SQLITE_ERROR", errcode: 1 }, "schema"],
    ["timeout exceeded when trying to connect", {}, "busy"],
    ["Connection terminated unexpectedly", {}, "unavailable"],
    ["Queue limit reached.", {}, "busy"],
    ["Pool is closed.", {}, "unavailable"],
    // Only a code counts where the message may repeat a value.
    ["Duplicate entry 'no such table: x' for key 'email'", { errno: 1062 }, "taken"],
  ] as const)("is known by what is said without a code: %s", (message, members, fault) => {
    expect(faultOf(error(members, message))).toBe(fault);
  });

  it("of the network is the database's only when an adapter or an ORM has met it", () => {
    const refused = () => error({ code: "ECONNREFUSED", syscall: "connect" });
    expect(faultOf(refused())).toBeNull();
    expect(faultOf(markDatabaseError(refused()))).toBe("unavailable");
    const wrapped = error({ query: "select 1", params: [], cause: refused() });
    expect(faultOf(wrapped)).toBe("unavailable");
    const everyAddress = Object.assign(new AggregateError([refused(), refused()]), { code: "ECONNREFUSED" });
    expect(faultOf(markDatabaseError(everyAddress))).toBe("unavailable");
  });

  it("is none of what is no error, of a circle of causes and of mistakes in the code", () => {
    const circle = new Error("a");
    circle.cause = circle;
    for (const thrown of [
      undefined,
      null,
      "UNIQUE constraint failed",
      1213,
      circle,
      new BetterAuthError("Unknown model"),
    ])
      expect(faultOf(thrown)).toBeNull();
  });

  it("stays what it is once it is explained, whatever explains it again", () => {
    const refused = markDatabaseError(error({ code: "ECONNREFUSED" }, "connect ECONNREFUSED 127.0.0.1:5432"));
    const explained = explainFault(new Error("in a hook", { cause: refused })) as Error;
    expect(explained).toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: expect.stringContaining(": connect ECONNREFUSED 127.0.0.1:5432. Check that its server runs"),
    });
    expect(faultOf(explained)).toBe("unavailable");
    expect(explainFault(new Error("in another", { cause: explained }))).toBe(explained);
    expect(isOutage(explained)).toBe(true);
  });

  it("names the address although several were tried", () => {
    const refused = (at: string) => error({ code: "ECONNREFUSED", syscall: "connect" }, `connect ECONNREFUSED ${at}`);
    const every = Object.assign(new AggregateError([refused("::1:5432"), refused("127.0.0.1:5432")], ""), {
      code: "ECONNREFUSED",
    });
    expect(explainFault(markDatabaseError(every))).toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: expect.stringContaining(": connect ECONNREFUSED ::1:5432; connect ECONNREFUSED 127.0.0.1:5432. Check"),
    });
  });

  it("is the application's own bug where it only looks like one", () => {
    for (const thrown of [
      new Error("mail queue: database is locked"),
      error({ number: 229 }),
      error({ code: "53100" }),
    ]) {
      expect(explainFault(thrown)).toMatchObject({ name: "Error" });
      expect(explainFault(markDatabaseError(thrown))).toMatchObject({ name: "DatabaseFaultError" });
    }
  });

  it("that a client causes is a bug of the application where its own database says so", () => {
    const taken = error({ code: "23505", detail: "Key (email)=(a@example.com) already exists.", severity: "ERROR" });
    expect(explainFault(taken)).not.toHaveProperty("detail");
    expect((explainFault(taken) as Error).name).toBe("Error");
    expect(explainFault(markDatabaseError(taken))).toMatchObject({ code: "DATABASE_CONFLICT" });
    const bug = new TypeError("x is not a function");
    expect(explainFault(bug)).toBe(bug);
  });

  it("of the database is an outage, a refused value is none", () => {
    expect(isOutage(error({ code: "57P03" }))).toBe(true);
    expect(isOutage(error({ code: "23505" }))).toBe(false);
    expect(isOutage(new Error("a bug"))).toBe(false);
  });
});
