import { BetterAuthError } from "../error";

/**
 * The client id that requests are made with: the first of several. `undefined` when there is none, or it is empty.
 * @example getPrimaryClientId(["web", "ios"]) // "web"
 */
export function getPrimaryClientId(clientId: string | readonly string[] | null | undefined): string | undefined {
  const first = typeof clientId === "string" ? clientId : clientId?.[0];
  return first || undefined;
}

/** Who a client says it is: its id, or TikTok's key in place of it. */
export interface ClientIdentity {
  readonly clientId: string | undefined;
  readonly clientKey: string | undefined;
}

/** @throws {BetterAuthError} when the options have neither a client id nor a client key */
export function clientIdentityOf(
  options: { clientId?: string | readonly string[] | undefined; clientKey?: string | undefined },
  provider: string,
): ClientIdentity {
  const clientId = getPrimaryClientId(options.clientId);
  const clientKey = options.clientKey || undefined;
  if (clientId === undefined && clientKey === undefined) {
    throw new BetterAuthError(`${provider}: expected clientId in the options of the provider, got none.`);
  }
  return { clientId, clientKey };
}
