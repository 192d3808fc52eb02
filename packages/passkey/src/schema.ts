import { mergeSchema } from "@better-auth/core/db";
import type { PluginSchema } from "@better-auth/core/types";
import type { PasskeyOptions } from "./types";

const tables = {
  passkey: {
    fields: {
      name: { type: "string", required: false },
      publicKey: { type: "string", required: true },
      userId: { type: "string", required: true, index: true, references: { model: "user", field: "id" } },
      // WebAuthn §7.1: a credential belongs to one user.
      credentialID: { type: "string", required: true, unique: true },
      counter: { type: "number", required: true },
      deviceType: { type: "string", required: true },
      backedUp: { type: "boolean", required: true },
      transports: { type: "string", required: false },
      createdAt: { type: "date", required: false },
      aaguid: { type: "string", required: false },
    },
  },
} as const satisfies PluginSchema;

/** The table, under the names that the application chose. */
export function makeSchema({ schema }: PasskeyOptions): PluginSchema {
  return mergeSchema<PluginSchema>(tables, { passkey: schema?.passkey });
}
