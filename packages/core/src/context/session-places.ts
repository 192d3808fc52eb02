import type { BetterAuthOptions, ResolvedSchema, SecondaryStorage } from "../types";
import { isStateless } from "./cookie-cache";

/** What has to be known of the fields of a copy, to read it from JSON. */
export interface CopiedFields {
  /** Every field of a session: those that are nothing are left out of a copy. */
  readonly session: readonly string[];
  /** Dates: JSON gives them back as text. */
  readonly sessionDates: readonly string[];
  readonly userDates: readonly string[];
}

/** Where an instance keeps sessions, found once. */
export interface SessionPlaces {
  /** `null`: the database is the only store. */
  readonly secondary: SecondaryStorage | null;
  /** There is a table of sessions. Without a secondary storage, too, cookies are the only place. */
  readonly database: boolean;
  /** What the secondary storage does not have is looked for in the table. */
  readonly fallsBack: boolean;
  /** Ended sessions stay in the table, expired. */
  readonly preserves: boolean;
  /** Stores hold hashes of tokens. */
  readonly isHashed: boolean;
  readonly fields: CopiedFields;
  /** Per user the last work on the copies of the sessions, so that each waits for the one before. */
  readonly turns: Map<string, Promise<void>>;
  /** Per stored token the user whose session was read under it. */
  readonly owners: Map<string, string>;
}

function dateFields(schema: ResolvedSchema, model: string): string[] {
  const fields = Object.entries(schema[model]?.fields ?? {});
  return fields.filter(([, attribute]) => attribute.type === "date").map(([name]) => name);
}

/**
 * Finds where sessions are kept: in the table; in the secondary storage; or in both, where the table decides who is
 * signed in (`storeSessionInDatabase`) or only remembers who was (`preserveSessionInDatabase`).
 *
 * @param models every model, also those that have no table
 */
export function compileSessionPlaces(
  options: BetterAuthOptions,
  secondary: SecondaryStorage | undefined,
  models: ResolvedSchema,
): SessionPlaces {
  const { session } = options;
  const database = secondary === undefined ? !isStateless(options) : session?.storeSessionInDatabase === true;
  const preserves = secondary !== undefined && database && session?.preserveSessionInDatabase === true;
  return {
    secondary: secondary ?? null,
    database,
    fallsBack: secondary !== undefined && database && !preserves,
    preserves,
    isHashed: session?.storeToken === "hashed",
    fields: {
      session: Object.keys(models.session?.fields ?? {}),
      sessionDates: dateFields(models, "session"),
      userDates: dateFields(models, "user"),
    },
    turns: new Map(),
    owners: new Map(),
  };
}
