import { mergeSchema } from "@better-auth/core/db";
import type { PluginSchema } from "@better-auth/core/types";
import type { TwoFactorOptions } from "./types";

const hidden = { returned: false, input: false } as const;

const tables = {
  user: { fields: { twoFactorEnabled: { type: "boolean", required: false, defaultValue: false, input: false } } },
  twoFactor: {
    fields: {
      secret: { type: "string", required: true, returned: false, index: true },
      backupCodes: { type: "string", required: true, returned: false },
      userId: {
        type: "string",
        required: true,
        returned: false,
        index: true,
        references: { model: "user", field: "id" },
      },
      verified: { type: "boolean", required: false, defaultValue: true, input: false },
      failedVerificationCount: { type: "number", required: false, defaultValue: 0, ...hidden },
      lockedUntil: { type: "date", required: false, ...hidden },
      lastTotpStepAt: { type: "date", required: false, ...hidden },
      enabledAt: { type: "date", required: false, ...hidden },
    },
  },
} as const satisfies PluginSchema;

/** The tables, under the names that the application chose. */
export function makeSchema({ schema, twoFactorTable }: TwoFactorOptions): PluginSchema {
  const twoFactor = { ...(twoFactorTable && { modelName: twoFactorTable }), ...schema?.twoFactor };
  return mergeSchema<PluginSchema>(tables, { user: schema?.user, twoFactor });
}
