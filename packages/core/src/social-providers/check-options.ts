import { BetterAuthError } from "../error";
import { getPrimaryClientId } from "../oauth2/client-id";
import type { ProviderOptions } from "../types";
import { type ProviderDefinition, resolveOption } from "./definition";

/** There are no keys, as where an environment variable is missing: everything else of the application can go on. */
export class MissingKeysError extends BetterAuthError {}

/**
 * Refuses options that cannot work.
 *
 * @throws BetterAuthError that names the option and the mend; MissingKeysError for keys that are not there
 */
export function checkProviderOptions<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
): void {
  const { id } = definition;
  if (!hasClientId(options)) {
    throw new MissingKeysError(
      `socialProviders.${id}.clientId is missing: give the client id that ${definition.name} shows.`,
    );
  }
  // A page that brings ID tokens needs none, so there it is missed when a browser is to be sent away.
  if (definition.idToken === undefined && definition.verifyIdToken === undefined)
    checkClientSecret(definition, options);
  const problem = definition.checkOptions?.(options);
  if (problem !== undefined) throw new BetterAuthError(`socialProviders.${id}.${problem}`);
}

/** @throws BetterAuthError when codes of this provider cannot be exchanged without a secret, and there is none */
export function checkClientSecret<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
): void {
  if (resolveOption(definition.clientSecret ?? "required", options) === "optional") return;
  if (isText(options.clientSecret)) return;
  throw new MissingKeysError(
    `socialProviders.${definition.id}.clientSecret is missing: give the secret that ${definition.name} shows.`,
  );
}

function hasClientId({ clientId, clientKey }: Pick<ProviderOptions, "clientId" | "clientKey">): boolean {
  return isText(clientKey) || getPrimaryClientId(clientId) !== undefined;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/**
 * What is wrong with an address of the options that secrets and codes are sent to; `undefined` when nothing is. Plain http
 * is for this machine: ID tokens are believed because of TLS (OpenID Connect Core 1.0 §3.1.3.7, 6).
 */
export function checkServerAddress(option: string, address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "https:") return undefined;
  if (url?.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) return undefined;
  return `${option} is ${JSON.stringify(address)}: give an address that begins with https://.`;
}
