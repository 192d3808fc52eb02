import type { CookieCache } from "../../context/cookie-cache";
import type { Scope } from "../../context/scope";
import type { CookieCachePayload, CookieCacheSigner, GenericEndpointContext } from "../../types";
import { decodeCompact, encodeCompact } from "./compact";
import { decodeToken, encodeToken, type OpenedToken, type TokenSecrets } from "./tokens";

/** What a cache cookie held, once it was found to be ours. It may be over. */
export type OpenedCache = OpenedToken;

function secretsOf({ instance: { keyring, context } }: Scope): TokenSecrets {
  return { current: context.secret, all: context.secretConfig, keyring };
}

async function verifyWith(
  signer: CookieCacheSigner,
  ctx: GenericEndpointContext,
  value: string,
): Promise<OpenedCache | null> {
  const opened = await signer.verify(ctx, value);
  return opened && { ...opened, isOlder: false };
}

/**
 * Opens a cache cookie of the instance's own format; `null` for what we did not make. Synchronous for the compact format
 * where the runtime can.
 */
export function openCache(
  ctx: GenericEndpointContext,
  scope: Scope,
  { strategy }: CookieCache,
  value: string,
): OpenedCache | null | Promise<OpenedCache | null> {
  const { keyring, context } = scope.instance;
  if (strategy === "compact") {
    return decodeCompact(value, { current: keyring.of(context.secret), older: keyring.older });
  }
  const signer = strategy === "jwt" ? ctx.context.sessionConfig.cookieCacheSigner : undefined;
  return signer ? verifyWith(signer, ctx, value) : decodeToken(value, strategy, secretsOf(scope));
}

/** Makes the cache cookie of a payload, in the instance's own format. */
export async function sealCache(
  ctx: GenericEndpointContext,
  scope: Scope,
  { strategy }: CookieCache,
  payload: CookieCachePayload,
  expiresAt: number,
): Promise<string> {
  const { keyring, context } = scope.instance;
  if (strategy === "compact") return encodeCompact(payload, expiresAt, keyring.of(context.secret));
  const seconds = Math.max(1, Math.floor((expiresAt - Date.now()) / 1000));
  const signer = strategy === "jwt" ? ctx.context.sessionConfig.cookieCacheSigner : undefined;
  return signer ? signer.sign(ctx, payload, seconds) : encodeToken(payload, seconds, strategy, secretsOf(scope));
}
