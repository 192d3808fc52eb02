import { generateRandomString } from "@better-auth/core/crypto";
import type { GenericEndpointContext } from "@better-auth/core/types";
import type { PasskeyOptions, PasskeyRegistrationUser } from "./types";

const PURPOSE = "passkey";
const MAX_AGE_SECONDS = 300;

/** A ceremony that has begun: what its answer has to sign, and whom it is for. */
export interface Challenge {
  readonly type: "registration" | "authentication";
  readonly expectedChallenge: string;
  /** Who registers. */
  readonly userData?: PasskeyRegistrationUser | undefined;
  /** Whoever registers was signed in when it began. */
  readonly isSignedIn?: boolean | undefined;
  /** Somebody had proved the address of whoever was signed in. */
  readonly isProved?: boolean | undefined;
  /** What the client gave for `resolveUser`. */
  readonly context?: string | null | undefined;
}

/** The name of the cookie that finds a challenge, as `createAuthCookie` takes it. */
export function challengeCookie({ advanced }: PasskeyOptions): string {
  return advanced?.webAuthnChallengeCookie ?? "better-auth-passkey";
}

function cookieOf(ctx: GenericEndpointContext, options: PasskeyOptions) {
  return ctx.context.createAuthCookie(challengeCookie(options), { maxAge: MAX_AGE_SECONDS });
}

/** Keeps a challenge, and gives the browser the cookie that finds it. */
export async function storeChallenge(
  ctx: GenericEndpointContext,
  options: PasskeyOptions,
  challenge: Challenge,
): Promise<void> {
  const token = generateRandomString(32, "a-z", "A-Z", "0-9");
  await ctx.context.internalAdapter.createVerificationValue({
    identifier: `${PURPOSE}:${token}`,
    value: JSON.stringify(challenge),
    expiresAt: new Date(Date.now() + MAX_AGE_SECONDS * 1000),
  });
  const { name, attributes } = cookieOf(ctx, options);
  await ctx.setSignedCookie(name, token, ctx.context.secret, attributes);
}

/**
 * Spends the challenge of the browser: of parallel answers one gets it. One of the other ceremony is spent, too, and
 * answers nothing.
 *
 * @returns `null` when there is none, or it is spent or over
 */
export async function spendChallenge(
  ctx: GenericEndpointContext,
  options: PasskeyOptions,
  type: Challenge["type"],
): Promise<Challenge | null> {
  const token = await ctx.getSignedCookie(cookieOf(ctx, options).name, ctx.context.secret);
  if (!token) return null;
  const spent = await ctx.context.internalAdapter.consumeVerificationValue(`${PURPOSE}:${token}`);
  if (spent === null) return null;
  const challenge = JSON.parse(spent.value) as Challenge;
  return challenge.type === type ? challenge : null;
}
