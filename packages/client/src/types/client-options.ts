import type { BaseURLOptions } from "../base-url/base-url";
import type { BetterFetchOption } from "../fetch/options";
import type { SessionRefreshOptions } from "../session/watch-session";
import type { BetterAuthClientPlugin } from "./client-plugin";

/** Options of `createAuthClient`. */
export interface BetterAuthClientOptions<
  Plugins extends readonly BetterAuthClientPlugin[] = readonly BetterAuthClientPlugin[],
  Throws extends boolean = boolean,
  AuthOptions = unknown,
> extends BaseURLOptions {
  plugins?: Plugins | undefined;
  /** For every request of this client. */
  fetchOptions?: BetterFetchOption<Throws> | undefined;
  /** When the session is fetched again by itself. */
  sessionOptions?: SessionRefreshOptions | undefined;
  /** Do not open `url` when an answer says `redirect: true`. @default false */
  disableDefaultFetchPlugins?: boolean | undefined;
  /** For types only: `InferAuth<typeof auth>()`. */
  $InferAuth?: AuthOptions | undefined;
}
