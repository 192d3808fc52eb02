import { describe, expect, it } from "vitest";
import type { BetterAuthPlugin, SecondaryStorage } from "../types";
import { getAuthTables, resolveModels } from "./resolve-schema";

const storage: SecondaryStorage = {
  get: () => null,
  set: () => {},
  delete: () => {},
  getAndDelete: () => null,
  increment: () => 1,
};

describe("the resolved schema", () => {
  it("has the tables of the core in their order, and rate limits only when they are in the database", () => {
    const tables = getAuthTables({});
    expect(Object.entries(tables).map(([key, { modelName, order }]) => [key, modelName, order])).toEqual([
      ["user", "user", 1],
      ["session", "session", 2],
      ["account", "account", 3],
      ["verification", "verification", 4],
    ]);
    expect(getAuthTables({ rateLimit: { storage: "database" } })).toHaveProperty("rateLimit");
  });

  it("lacks what lives in a secondary storage alone, while its fields are still known", () => {
    expect(Object.keys(getAuthTables({ secondaryStorage: storage }))).toEqual(["user", "account"]);
    const both = {
      secondaryStorage: storage,
      session: { storeSessionInDatabase: true },
      verification: { storeInDatabase: true },
    };
    expect(Object.keys(getAuthTables(both))).toEqual(["user", "session", "account", "verification"]);
    expect(resolveModels({ secondaryStorage: storage }).session?.fields).toHaveProperty("token");
  });

  it("has the columns of plugins and of the application, under the names that they are given", () => {
    const first: BetterAuthPlugin = {
      id: "first",
      schema: {
        user: { fields: { role: { type: "string", fieldName: "role_name" } } },
        team: {
          modelName: "teams_table",
          fields: { name: { type: "string" } },
          indexes: [{ fields: ["name"] }],
          disableMigration: true,
        },
      },
    };
    const second: BetterAuthPlugin = {
      id: "second",
      schema: { team: { fields: { size: { type: "number" } }, indexes: [{ fields: ["size"] }] } },
    };
    const { user, team } = getAuthTables({
      plugins: [first, second],
      user: { fields: { email: "mail" }, additionalFields: { nick: { type: "string" }, role: { type: ["a", "b"] } } },
    });
    expect(user?.fields.email).toMatchObject({ fieldName: "mail", unique: true });
    expect(user?.fields.nick).toEqual({ type: "string", fieldName: "nick" });
    expect(user?.fields.role).toEqual({ type: ["a", "b"], fieldName: "role" });
    expect(team).toMatchObject({
      modelName: "teams_table",
      disableMigrations: true,
      indexes: [{ fields: ["name"] }, { fields: ["size"] }],
    });
    expect(Object.keys(team?.fields ?? {})).toEqual(["name", "size"]);
  });

  it("keeps what the core says of a field that an application says more about", () => {
    const { user, account } = getAuthTables({
      user: {
        additionalFields: { email: { type: "string", fieldName: "mail" }, name: { type: "string", required: false } },
      },
      account: { additionalFields: { password: { type: "string" } } },
    });
    expect(user?.fields.email).toMatchObject({ fieldName: "mail", unique: true, required: true });
    expect(user?.fields.name).toMatchObject({ required: false });
    expect(account?.fields.password).toMatchObject({ returned: false });
  });

  it("is made anew for each configuration", () => {
    getAuthTables({ user: { modelName: "people", additionalFields: { nick: { type: "string" } } } });
    const { user } = getAuthTables({});
    expect(user?.modelName).toBe("user");
    expect(user?.fields).not.toHaveProperty("nick");
  });
});
