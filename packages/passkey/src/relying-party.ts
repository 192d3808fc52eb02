import type { GenericEndpointContext } from "@better-auth/core/types";
import type { PasskeyOptions } from "./types";

/** The algorithms that are offered and taken: EdDSA, ES256, RS256 (COSE identifiers). */
export const ALGORITHMS = [-8, -7, -257];

const urlOf = (ctx: GenericEndpointContext) =>
  URL.canParse(ctx.context.baseURL) ? new URL(ctx.context.baseURL) : null;

/** The domain that passkeys are bound to: the one of the options, else the host of this call's base URL. */
export async function rpIDOf(ctx: GenericEndpointContext, { rpID }: PasskeyOptions): Promise<string> {
  const given = typeof rpID === "function" ? await rpID(ctx) : rpID;
  return given || urlOf(ctx)?.hostname || "localhost";
}

/** The name that authenticators show. */
export function rpNameOf(ctx: GenericEndpointContext, { rpName }: PasskeyOptions): string {
  return rpName ?? ctx.context.appName;
}

/**
 * Where a ceremony may have taken place: the origins of the options; else the page's own, if it is trusted, or the one of
 * the base URL. What the authenticator signed is compared with it.
 */
export function originsOf(ctx: GenericEndpointContext, { origin }: PasskeyOptions): string[] {
  if (origin !== undefined && origin !== null) return typeof origin === "string" ? [origin] : [...origin];
  const page = ctx.getHeader("origin");
  if (page !== null && ctx.context.isTrustedOrigin(page)) return [page];
  const own = urlOf(ctx)?.origin;
  return own === undefined ? [] : [own];
}

/** Whether a ceremony without a PIN, a fingerprint or a face is refused. */
export function requiresUserVerification(options: PasskeyOptions): boolean {
  return options.requireUserVerification ?? options.authenticatorSelection?.userVerification === "required";
}
