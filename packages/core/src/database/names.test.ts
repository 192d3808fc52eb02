import { describe, expect, it } from "vitest";
import { BetterAuthError } from "../error";
import { compileNames } from "./names";
import { getAuthTables } from "./resolve-schema";

describe("names of a schema", () => {
  const schema = getAuthTables({ user: { modelName: "people", fields: { name: "email_name", email: "name" } } });

  it("are found in every spelling", () => {
    const names = compileNames(schema);
    for (const spelling of ["user", "people", "users", "peoples"]) expect(names.model(spelling).logical).toBe("user");
    expect(names.field("user", "email")).toMatchObject({ logical: "email", physical: "name" });
    expect(names.field("user", "id")).toMatchObject({ logical: "id", physical: "id" });
  });

  it("are logical first where a column has another field's name", () => {
    expect(compileNames(schema).field("user", "name")).toMatchObject({ logical: "name", physical: "email_name" });
  });

  it("are plural in the database when the adapter says so", () => {
    expect(compileNames(schema, true).model("user").physical).toBe("peoples");
  });

  it("do not hide another model's own name", () => {
    const swapped = getAuthTables({ user: { modelName: "account" }, account: { modelName: "user" } });
    const names = compileNames(swapped);
    expect(names.model("user")).toMatchObject({ logical: "user", physical: "account" });
  });

  it("throw when there are none, also for names that every object has", () => {
    const names = compileNames(schema);
    for (const name of ["nope", "constructor", "__proto__", "toString"]) {
      expect(() => names.model(name)).toThrow(new BetterAuthError(`Model "${name}" not found in schema`));
      expect(() => names.field("user", name)).toThrow(new BetterAuthError(`Field ${name} not found in model user`));
    }
  });
});
