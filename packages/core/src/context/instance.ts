import type { Keyring } from "../crypto/keyring";
import type { AuthContext, BetterAuthOptions, BetterAuthPlugin, DBAdapter, Logger, SignInRequirement } from "../types";
import type { BaseURL } from "../url/base-url";
import type { DatabaseHookTable } from "./database-hooks";
import type { OutputFilters } from "./output-filters";
import type { EventSubscribers } from "./subscribers";

/** Everything that is made once per `betterAuth()` and never changes afterwards. */
export interface Instance {
  /** The user's options with the plugins' defaults. */
  readonly options: BetterAuthOptions;
  readonly plugins: readonly BetterAuthPlugin[];
  /** What `auth.$context` resolves with. Each call works on a copy. */
  readonly context: AuthContext;
  readonly adapter: DBAdapter;
  readonly logger: Logger;
  readonly keyring: Keyring;
  /** `null`: found per request. */
  readonly base: BaseURL | null;
  readonly databaseHooks: DatabaseHookTable;
  readonly subscribers: EventSubscribers;
  /** In the order they are asked. */
  readonly requirements: readonly SignInRequirement[];
  readonly outputFilters: OutputFilters;
  readonly isProduction: boolean;
}
