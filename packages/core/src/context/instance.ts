import type { Keyring } from "../crypto/keyring";
import type { ExtendableModel } from "../database/extra-fields";
import type {
  AuthContext,
  BetterAuthOptions,
  BetterAuthPlugin,
  DBAdapter,
  FieldMap,
  Logger,
  ResolvedSchema,
  SignInRequirement,
} from "../types";
import type { BaseURL } from "../url/base-url";
import type { ReadAddress } from "../url/client-ip";
import type { CookieCache } from "./cookie-cache";
import type { DatabaseHookTable } from "./database-hooks";
import type { OutputFilters } from "./output-filters";
import type { SessionPlaces } from "./session-places";
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
  /** Every model, also those that this configuration keeps outside of the database. */
  readonly models: ResolvedSchema;
  /** The fields of each model that are not the core's. */
  readonly extraFields: Readonly<Record<ExtendableModel, FieldMap>>;
  readonly sessionPlaces: SessionPlaces;
  /** `null`: sessions are not copied into cookies. */
  readonly cookieCache: CookieCache | null;
  readonly isProduction: boolean;
  /** Finds the address of whoever is calling. */
  readonly readAddress: ReadAddress;
  /** When work that is only done now and then was done last, in milliseconds since the epoch. Nothing is decided by it. */
  readonly clock: { verificationSweep: number };
  /** Requests for new tokens that are on their way, or ended a moment ago, by account and refresh token. */
  readonly refreshes: Map<string, JointRefresh>;
}

/** A request for new tokens. */
export interface JointRefresh {
  readonly account: Promise<unknown>;
  /** Milliseconds since the epoch; then its answer is forgotten. */
  until: number;
}
