import type { AccountKey } from "../account/store";
import { scopeOf } from "../context/scope";
import { sha256Base64url } from "../crypto/digest";
import { constantTimeEqual } from "../crypto/equal";
import { generateRandomString } from "../crypto/random";
import { APIError, BASE_ERROR_CODES } from "../error";
import { setSigned } from "../session/cookie";
import { readPendingSignIn } from "../sign-in/pending";
import type { GenericEndpointContext, Verification } from "../types";
import {
  createVerification,
  deleteVerification,
  findVerification,
  swapVerification,
  takeNewest,
} from "../verification/store";
import { isTooLong, openWaiting, sealWaiting, type WaitingSignIn } from "./waiting";

/** The pending cookie. */
export const WAITING_COOKIE = "provider_sign_in";

const SECRET_LENGTH = 32;
/** Strict, so that no other signed value is taken for one. */
const FORM = /^(provider-sign-in:[\w-]{43})\.([A-Za-z0-9]{32})$/;

/** A sign-in that waits, as it was read. */
export interface FoundWaiting {
  readonly row: Verification;
  readonly waiting: WaitingSignIn;
}

/**
 * One place for an account at a provider: however many browsers begin with it, one sign-in waits, and it is spent once. So
 * two addresses that are proved at the same moment do not make two users of one account.
 */
async function identifierOf({ providerId, accountId }: AccountKey): Promise<string> {
  return `provider-sign-in:${await sha256Base64url(JSON.stringify([providerId, accountId]))}`;
}

/**
 * Lets a sign-in wait, for the browser of this call, in place of any that waits for the same account. `false` when there
 * is too much of it to be kept.
 *
 * @throws {APIError} 500 FAILED_TO_CREATE_VERIFICATION when a database hook stopped it
 */
export async function putWaiting(
  ctx: GenericEndpointContext,
  sign: Omit<WaitingSignIn, "browserDigest" | "mails" | "proof">,
  seconds: number,
): Promise<boolean> {
  const scope = scopeOf(ctx);
  const secret = generateRandomString(SECRET_LENGTH, "a-z", "A-Z", "0-9");
  const waiting: WaitingSignIn = { ...sign, browserDigest: await sha256Base64url(secret), mails: 0, proof: null };
  if (isTooLong(waiting)) return false;
  const identifier = await identifierOf(sign);
  await deleteVerification(scope, identifier);
  const made = await createVerification(scope, {
    identifier,
    value: await sealWaiting(scope, waiting),
    expiresAt: new Date(Date.now() + seconds * 1000),
  });
  if (made === null) throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.FAILED_TO_CREATE_VERIFICATION);
  const cookie = ctx.context.createAuthCookie(WAITING_COOKIE, { maxAge: seconds });
  await setSigned(ctx, cookie, `${identifier}.${secret}`);
  return true;
}

/** What waits for the browser of this call; `null` when nothing does (any more). Reading is not spending. */
export async function findWaiting(ctx: GenericEndpointContext): Promise<FoundWaiting | null> {
  const scope = scopeOf(ctx);
  const [, identifier, secret] = FORM.exec((await readPendingSignIn(ctx, WAITING_COOKIE)) ?? "") ?? [];
  if (identifier === undefined || secret === undefined) return null;
  const row = await findVerification(scope, identifier);
  if (row === null || row.expiresAt.getTime() <= Date.now()) return null;
  const waiting = await openWaiting(scope, row.value);
  if (waiting === null || !constantTimeEqual(await sha256Base64url(secret), waiting.browserDigest)) return null;
  return { row, waiting };
}

/** Goes on with what waits, if it still is as it was read. */
export async function changeWaiting(
  ctx: GenericEndpointContext,
  { row, waiting }: FoundWaiting,
  changes: Pick<WaitingSignIn, "mails" | "proof">,
): Promise<"changed" | "missed"> {
  const scope = scopeOf(ctx);
  const { status } = await swapVerification(scope, row, await sealWaiting(scope, { ...waiting, ...changes }));
  if (status !== "stopped") return status;
  throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.FAILED_TO_CREATE_VERIFICATION);
}

/**
 * Spends what waits, if it still is as it was read: of parallel callers one gets `true`, and nothing waits for the account
 * any more, not for another browser either.
 */
export async function spendWaiting(ctx: GenericEndpointContext, { row }: FoundWaiting): Promise<boolean> {
  const scope = scopeOf(ctx);
  const taken = await takeNewest(scope, row.identifier);
  if (taken === null) return false;
  if (constantTimeEqual(taken.value, row.value)) return taken.expiresAt.getTime() > Date.now();
  // Another address was typed meanwhile, or another browser has begun: that one goes on.
  const { identifier, value, expiresAt, createdAt } = taken;
  await createVerification(scope, { identifier, value, expiresAt, createdAt });
  return false;
}
