import { expireCookie } from "@better-auth/core/cookies";
import { constantTimeEqual, generateRandomString, makeSignature } from "@better-auth/core/crypto";
import { secretsInOrder } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import type { TwoFactorRules } from "./rules";

/** The name of the trust in this browser. */
export const TRUST_COOKIE = "trust_device";
/** Strict, so that nothing else in the store is spent as one. */
const FORM = /^trust-device-[\w-]{32}$/;

type Seconds = Pick<TwoFactorRules, "trustSeconds">;

function cookieOf(ctx: GenericEndpointContext, { trustSeconds }: Seconds) {
  return ctx.context.createAuthCookie(TRUST_COOKIE, { maxAge: trustSeconds });
}

/** Binds a device to a user. */
async function sealOf(userId: string, identifier: string, secret: string): Promise<string> {
  const signature = await makeSignature(`${userId}!${identifier}`, secret);
  return signature.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

interface DeviceCookie {
  readonly seal: string;
  readonly identifier: string;
}

/** Whether a device is a user's own; somebody else's stays trusted with them. */
async function isDeviceOf(ctx: GenericEndpointContext, cookie: DeviceCookie, userId: string): Promise<boolean> {
  const secrets = secretsInOrder(ctx.context.secretConfig);
  const seals = await Promise.all(secrets.map((secret) => sealOf(userId, cookie.identifier, secret)));
  return seals.some((expected) => constantTimeEqual(cookie.seal, expected));
}

/** What the browser says it is; `null` when it says nothing that we signed. */
async function readCookie(ctx: GenericEndpointContext, rules: Seconds): Promise<DeviceCookie | null> {
  const value = await ctx.getSignedCookie(cookieOf(ctx, rules).name, ctx.context.secret);
  if (!value) return null;
  const [seal = "", identifier = ""] = value.split("!");
  return { seal, identifier };
}

/** Trusts the browser, for a sign-in of this user. */
export async function trustDevice(ctx: GenericEndpointContext, rules: Seconds, userId: string): Promise<void> {
  const identifier = `trust-device-${generateRandomString(32)}`;
  await ctx.context.internalAdapter.createVerificationValue({
    identifier,
    value: userId,
    expiresAt: new Date(Date.now() + rules.trustSeconds * 1000),
  });
  const { name, attributes } = cookieOf(ctx, rules);
  const value = `${await sealOf(userId, identifier, ctx.context.secret)}!${identifier}`;
  await ctx.setSignedCookie(name, value, ctx.context.secret, attributes);
}

/** Spends the trust in a device: of two browsers that come with one cookie, the second is a copy. */
async function spendTrust(
  ctx: GenericEndpointContext,
  identifier: string,
  userId: string,
  enabledAt: Date | null | undefined,
): Promise<boolean> {
  if (!FORM.test(identifier)) return false;
  const spent = await ctx.context.internalAdapter.consumeVerificationValue(identifier);
  if (spent === null || spent.value !== userId) return false;
  // Two-factor was turned off since, and on again.
  return !enabledAt || spent.createdAt.getTime() >= enabledAt.getTime();
}

/** Whether the browser was trusted before. It is trusted anew then, with another cookie. */
export async function renewTrust(
  ctx: GenericEndpointContext,
  rules: Seconds,
  userId: string,
  enabledAt: Date | null | undefined,
): Promise<boolean> {
  const cookie = await readCookie(ctx, rules);
  if (cookie === null || !(await isDeviceOf(ctx, cookie, userId))) return false;
  const isTrusted = await spendTrust(ctx, cookie.identifier, userId, enabledAt);
  if (isTrusted) await trustDevice(ctx, rules, userId);
  else expireCookie(ctx, cookieOf(ctx, rules));
  return isTrusted;
}

/** Trusts the browser no more, for sign-ins of this user. */
export async function endTrust(ctx: GenericEndpointContext, rules: Seconds, userId: string): Promise<void> {
  const cookie = await readCookie(ctx, rules);
  if (cookie === null || !(await isDeviceOf(ctx, cookie, userId))) return;
  if (FORM.test(cookie.identifier)) await ctx.context.internalAdapter.deleteVerificationByIdentifier(cookie.identifier);
  expireCookie(ctx, cookieOf(ctx, rules));
}
