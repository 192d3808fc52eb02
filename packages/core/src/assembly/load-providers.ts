import { BetterAuthError } from "../error";
import type { BetterAuthOptions, OAuthProvider } from "../types";

/** The providers of a configuration, and why some of it are none. */
export interface LoadedProviders {
  readonly providers: readonly OAuthProvider[];
  /** Lines for the log. */
  readonly problems: readonly string[];
}

/**
 * Makes the providers that the options configure. Their code is loaded for it, and not before: without any of them nothing is.
 * One without its keys is left out: people go on to sign in in other ways.
 *
 * @throws {BetterAuthError} for a provider that there is no configuration for, and for options that cannot work
 */
export async function loadProviders({ socialProviders }: BetterAuthOptions): Promise<LoadedProviders> {
  const configured = Object.entries(socialProviders ?? {}).filter(([, setting]) => setting !== undefined);
  if (configured.length === 0) return { providers: [], problems: [] };
  const { makeProvider, MissingKeysError } = await import("../social-providers/make-provider");
  const problems: string[] = [];
  const made = await Promise.all(
    configured.map(async ([id, setting]) => {
      const options = await (typeof setting === "function" ? setting() : setting);
      if (typeof options !== "object" || options === null) {
        throw new BetterAuthError(`socialProviders.${id}: expected an object with clientId and clientSecret.`);
      }
      if (options.enabled === false) return null;
      try {
        return makeProvider(id, options);
      } catch (error) {
        if (!(error instanceof MissingKeysError)) throw error;
        problems.push(`${error.message} Until then nobody can sign in with it.`);
        return null;
      }
    }),
  );
  return { providers: made.filter((provider) => provider !== null), problems };
}
