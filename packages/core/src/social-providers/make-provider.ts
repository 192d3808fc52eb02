import { BetterAuthError } from "../error";
import type { OAuthProvider } from "../types";
import { socialProviders } from "./providers";

export { MissingKeysError } from "./check-options";

/**
 * Makes one of the providers that there are ready-made configurations for.
 *
 * @throws BetterAuthError when there is none of this name, or its options cannot work
 */
export function makeProvider(id: string, options: object): OAuthProvider {
  if (!Object.hasOwn(socialProviders, id)) {
    throw new BetterAuthError(
      `socialProviders.${id} is none of the providers that are built in: ${Object.keys(socialProviders).join(", ")}.`,
    );
  }
  // Options and profile are of one provider, and whoever has several of them looks into neither.
  const make = socialProviders[id as keyof typeof socialProviders] as unknown as (options: object) => OAuthProvider;
  return make(options);
}
