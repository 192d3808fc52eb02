import { APIError } from "@better-auth/core/error";
import type { PluginSchema } from "@better-auth/core/types";
import { USERNAME_ERROR_CODES } from "./error-codes";
import type { UsernameRules } from "./rules";

type Stored = string | null | undefined;

/** What is no text can be no name: a route of another plugin may hand on whatever it was sent. */
function isText(value: unknown): value is string {
  return typeof value === "string";
}

/**
 * The rules stand where names are written: whichever route, plugin or script writes one, it is checked and stored in its
 * normal form. The unique index decides who gets one; whoever comes second is told that it is taken.
 */
export function makeSchema(rules: UsernameRules) {
  const username = {
    type: "string",
    required: false,
    unique: true,
    sortable: true,
    transform: {
      async input(value: unknown): Promise<Stored> {
        if (value === null || value === undefined) return value;
        if (!isText(value)) throw APIError.from("BAD_REQUEST", USERNAME_ERROR_CODES.INVALID_USERNAME);
        if (rules.isPrepared(value)) return value;
        await rules.check(value, "BAD_REQUEST");
        return rules.normalize(value);
      },
    },
  } as const;
  const displayUsername = {
    type: "string",
    required: false,
    transform: {
      async input(value: unknown): Promise<Stored> {
        if (value === null || value === undefined) return value;
        if (!isText(value)) throw APIError.from("BAD_REQUEST", USERNAME_ERROR_CODES.INVALID_DISPLAY_USERNAME);
        if (rules.isPreparedDisplay(value)) return value;
        await rules.checkDisplay(value);
        return rules.prepareDisplay(value);
      },
    },
  } as const;
  const fields = rules.hasDisplayUsername ? { username, displayUsername } : { username };
  const taken = { username: USERNAME_ERROR_CODES.USERNAME_IS_ALREADY_TAKEN };
  return { user: { fields, taken } } satisfies PluginSchema;
}
