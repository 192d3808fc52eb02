import type { BetterAuthOptions, BetterAuthPlugin, Row } from "../types";

/** A plugin with a table of every type of column, and tables that point at each other in each way. */
export const everything: BetterAuthPlugin = {
  id: "everything",
  schema: {
    item: {
      fields: {
        name: { type: "string", required: true },
        size: { type: "number", required: false },
        big: { type: "number", bigint: true, required: false },
        on: { type: "boolean", required: false },
        at: { type: "date", required: false },
        meta: { type: "json", required: false },
        tags: { type: "string[]", required: false },
        sizes: { type: "number[]", required: false },
        level: { type: ["low", "high"], required: false },
        code: { type: "string", required: false, unique: true },
        secret: { type: "string", required: false, returned: false },
        plan: { type: "string", required: false, defaultValue: "free" },
        touchedAt: { type: "date", required: false, onUpdate: () => new Date(5000) },
        ownerId: { type: "string", required: false, references: { model: "user", field: "id" } },
      },
      indexes: [{ fields: ["level", "size"] }],
    },
    badge: {
      fields: {
        userId: { type: "string", required: true, unique: true, references: { model: "user", field: "id" } },
        label: { type: "string", required: true },
      },
    },
  },
};

/** Options with that plugin, and a log that stays quiet. */
export const everythingOptions: BetterAuthOptions = { plugins: [everything], logger: { disabled: true } };

/** A user's required values. */
export function userRow(name: string, more: Row = {}): Row {
  return { name, email: `${name}@example.com`, ...more };
}

/** A session's required values. */
export function sessionRow(token: string, userId: unknown, more: Row = {}): Row {
  return { token, userId, expiresAt: new Date(2_000_000_000_000), updatedAt: new Date(86_400_000), ...more };
}
