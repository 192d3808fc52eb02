import type { FieldAttribute, ResolvedTable } from "../types";

/** The models that the core itself keeps. */
export type CoreModel = "user" | "session" | "account" | "verification" | "rateLimit";

const now = (): Date => new Date();

/** A reference to the user who owns the row; it goes when the user goes. */
const owner = (): FieldAttribute => ({
  type: "string",
  required: true,
  index: true,
  references: { model: "user", field: "id", onDelete: "cascade" },
});

/**
 * The tables of the core under their default names, made anew on each call because the resolved schema is renamed in
 * place. `id` is implicit.
 */
export function makeCoreTables(): Record<CoreModel, ResolvedTable> {
  return {
    user: {
      modelName: "user",
      order: 1,
      fields: {
        name: { type: "string", required: true, sortable: true },
        email: { type: "string", required: true, unique: true, sortable: true },
        emailVerified: { type: "boolean", required: true, defaultValue: false, input: false },
        image: { type: "string", required: false },
        createdAt: { type: "date", required: true, defaultValue: now },
        updatedAt: { type: "date", required: true, defaultValue: now, onUpdate: now },
      },
    },
    session: {
      modelName: "session",
      order: 2,
      fields: {
        expiresAt: { type: "date", required: true },
        token: { type: "string", required: true, unique: true },
        createdAt: { type: "date", required: true, defaultValue: now },
        updatedAt: { type: "date", required: true, onUpdate: now },
        ipAddress: { type: "string", required: false },
        userAgent: { type: "string", required: false },
        userId: owner(),
        // Not the contract's: when whoever has the session last proved who they are; null since the sign-in.
        authenticatedAt: { type: "date", required: false, input: false, returned: false },
      },
    },
    account: {
      modelName: "account",
      order: 3,
      fields: {
        accountId: { type: "string", required: true },
        providerId: { type: "string", required: true },
        userId: owner(),
        accessToken: { type: "string", required: false, returned: false },
        refreshToken: { type: "string", required: false, returned: false },
        idToken: { type: "string", required: false, returned: false },
        accessTokenExpiresAt: { type: "date", required: false, returned: false },
        refreshTokenExpiresAt: { type: "date", required: false, returned: false },
        scope: { type: "string", required: false },
        password: { type: "string", required: false, returned: false },
        createdAt: { type: "date", required: true, defaultValue: now },
        updatedAt: { type: "date", required: true, onUpdate: now },
      },
    },
    verification: {
      modelName: "verification",
      order: 4,
      fields: {
        identifier: { type: "string", required: true, index: true },
        value: { type: "string", required: true },
        expiresAt: { type: "date", required: true },
        createdAt: { type: "date", required: true, defaultValue: now },
        updatedAt: { type: "date", required: true, defaultValue: now, onUpdate: now },
      },
    },
    rateLimit: {
      modelName: "rateLimit",
      fields: {
        key: { type: "string", required: true, unique: true },
        count: { type: "number", required: true },
        lastRequest: { type: "number", required: true, bigint: true, defaultValue: () => Date.now() },
      },
    },
  };
}
