import { generateRandomString } from "@better-auth/core/crypto";
import { sha256Base64url } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import type { MagicLinkOptions, StoreMagicLinkToken } from "./types";

const PURPOSE = "magic-link";
const LENGTH = 32;

/** What a link holds. */
export interface Claim {
  readonly email: string;
  readonly name?: string | undefined;
}

async function storedToken(token: string, form: StoreMagicLinkToken): Promise<string> {
  if (form === "plain") return token;
  return form === "hashed" ? sha256Base64url(token) : form.hash(token);
}

async function identifierOf(token: string, { storeToken = "plain" }: MagicLinkOptions): Promise<string> {
  return `${PURPOSE}:${await storedToken(token, storeToken)}`;
}

/** Makes the secret of a link, and keeps what it is for. */
export async function createToken(
  ctx: GenericEndpointContext,
  claim: Claim,
  options: MagicLinkOptions,
): Promise<string> {
  const token = (await options.generateToken?.(claim.email)) ?? generateRandomString(LENGTH, "a-z", "A-Z");
  await ctx.context.internalAdapter.createVerificationValue({
    identifier: await identifierOf(token, options),
    value: JSON.stringify({ type: PURPOSE, ...claim }),
    expiresAt: new Date(Date.now() + (options.expiresIn ?? 300) * 1000),
  });
  return token;
}

/** Spends a token: of parallel visits one gets what it is for. `null` when it is unknown, spent or expired. */
export async function spendToken(
  ctx: GenericEndpointContext,
  token: string,
  options: MagicLinkOptions,
): Promise<Claim | null> {
  const spent = await ctx.context.internalAdapter.consumeVerificationValue(await identifierOf(token, options));
  if (spent === null) return null;
  const { type, email, name } = JSON.parse(spent.value) as Claim & { type?: unknown };
  return type === PURPOSE ? { email, name } : null;
}
