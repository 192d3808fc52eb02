import { DatabaseSync } from "node:sqlite";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { isUniqueViolation, UniqueViolationError } from "./unique-violation";

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("isUniqueViolation", () => {
  it("knows what databases say, also behind another error", () => {
    for (const db of [new Database(":memory:"), new DatabaseSync(":memory:")]) {
      db.exec(
        "create table t (id text primary key, u text unique, n text not null); insert into t values ('1', 'a', '')",
      );
      const insert = (values: string) => caught(() => db.exec(`insert into t values (${values})`));
      expect(isUniqueViolation(insert("'2', 'a', ''"))).toBe(true);
      expect(isUniqueViolation(insert("'1', 'b', ''"))).toBe(true);
      expect(isUniqueViolation(insert("'2', 'b', null"))).toBe(false);
      expect(isUniqueViolation(new Error("outer", { cause: insert("'1', 'b', ''") }))).toBe(true);
    }
    expect(isUniqueViolation(Object.assign(new Error("x"), { code: "23505" }))).toBe(true);
    expect(isUniqueViolation(Object.assign(new Error("x"), { code: "ER_DUP_ENTRY" }))).toBe(true);
    expect(isUniqueViolation(new UniqueViolationError("t", ["u"]))).toBe(true);
    expect(isUniqueViolation(new Error("something else"))).toBe(false);
    expect(isUniqueViolation("UNIQUE constraint failed")).toBe(false);
  });
});
