import { describe, expect, it } from "vitest";
import { everythingOptions } from "../../../adapter-suite/schema";
import { dataModelOf, formatted } from "../../../test-support/prisma/schema-tools";
import type { BetterAuthOptions, BetterAuthPlugin } from "../../../types";
import { generatePrismaSchema, type PrismaProvider } from "./generate";

const providers: readonly PrismaProvider[] = ["sqlite", "postgresql", "mysql", "cockroachdb", "sqlserver"];

/** A team whose owner is a user, members of it, and users who name each other: relations of every kind. */
const teams: BetterAuthPlugin = {
  id: "teams",
  schema: {
    team: {
      fields: {
        ownerId: { type: "string", required: true, references: { model: "user", field: "id", onDelete: "restrict" } },
        deputyId: { type: "string", required: false, references: { model: "user", field: "id", onDelete: "set null" } },
        parentId: { type: "string", required: false, references: { model: "team", field: "id" } },
      },
    },
    "sso-provider": { fields: { "provider-id": { type: "string", required: true, unique: true } } },
    token: {
      fields: {
        scopes: { type: "string[]", required: false, defaultValue: ["a"] },
        limits: { type: "json", required: false, defaultValue: { a: 'q"' } },
        name: { type: "string", required: true, index: true, defaultValue: 'a "b" \\' },
        count: { type: "number", required: true, defaultValue: 5 },
        isOn: { type: "boolean", required: true, defaultValue: true },
      },
      indexes: [{ fields: ["name", "count"], unique: true }],
    },
  },
};

const variants: Readonly<Record<string, BetterAuthOptions>> = {
  "the core": {},
  "every type": { ...everythingOptions, rateLimit: { storage: "database" } },
  "relations of every kind": { plugins: [teams] },
  "numbers as ids": { plugins: [teams], advanced: { database: { generateId: "serial" } } },
  "UUIDs as ids": { plugins: [teams], advanced: { database: { generateId: "uuid" } } },
  "ids of the database": { plugins: [teams], advanced: { database: { generateId: false } } },
  "other names": {
    user: { modelName: "people", fields: { email: "mail", name: "full name" } },
    session: { modelName: "log_ins", fields: { userId: "person_id" } },
  },
};

for (const provider of providers) {
  describe(`the schema for ${provider}`, () => {
    it.each(Object.entries(variants))(
      "%s: Prisma takes it, has no other form for it, and it stays as it is",
      async (_, options) => {
        for (const usePlural of [false, true]) {
          const config = { provider, usePlural };
          const { code, warnings } = generatePrismaSchema(options, config);
          await dataModelOf(code);
          expect(await formatted(code)).toBe(code);
          expect(generatePrismaSchema(options, config, code)).toEqual({ code, warnings });
          expect(warnings).toEqual([]);
        }
      },
    );
  });
}
