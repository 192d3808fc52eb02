import { scopeOf } from "../context/scope";
import { generateRandomString } from "../crypto/random";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { GenericEndpointContext, User } from "../types";
import type { UserRow } from "../user/store";
import { consumeVerification, createVerification } from "../verification/store";
import { deleteOwnUser } from "./delete-own-user";
import { sendMail } from "./send-mail";

const DEFAULT_EXPIRES_IN_SECONDS = 86_400;
const TOKEN_LENGTH = 32;

/** The purpose stands in the key, so that no other secret opens this door. */
function identifierOf(token: string): string {
  return `delete-account-${token}`;
}

/** How the application mails a link. */
type SendLink = (mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>;

/**
 * Mails a link that deletes the user who opens it signed in.
 *
 * @param callbackURL where the link leads afterwards
 * @throws {APIError} 400 FAILED_TO_CREATE_VERIFICATION when a database hook stopped it
 */
export async function sendDeletionLink(
  ctx: GenericEndpointContext,
  user: UserRow,
  callbackURL: string,
  send: SendLink,
): Promise<void> {
  const scope = scopeOf(ctx);
  const token = generateRandomString(TOKEN_LENGTH, "0-9", "a-z");
  const expiresInSeconds = scope.instance.options.user?.deleteUser?.deleteTokenExpiresIn ?? DEFAULT_EXPIRES_IN_SECONDS;
  const created = await createVerification(scope, {
    identifier: identifierOf(token),
    value: user.id,
    expiresAt: new Date(Date.now() + expiresInSeconds * 1000),
  });
  if (created === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_VERIFICATION);
  const url = `${ctx.context.baseURL}/delete-user/callback?token=${token}&callbackURL=${encodeURIComponent(callbackURL)}`;
  await sendMail(ctx, () => send({ user, url, token }, ctx.request), { isHidden: false });
}

/**
 * Spends a mailed link and deletes its user. Only the user it was mailed to can spend it: in anybody else's hands it
 * stays as it is, and so it does when the application or a database hook keeps the user.
 * @throws {APIError} 404 INVALID_TOKEN
 */
export async function redeemDeletionLink(ctx: GenericEndpointContext, user: UserRow, token: string): Promise<void> {
  const scope = scopeOf(ctx);
  const spent = await consumeVerification(scope, identifierOf(token), { value: user.id });
  if (spent === null) throw APIError.from("NOT_FOUND", BASE_ERROR_CODES.INVALID_TOKEN);
  try {
    await deleteOwnUser(ctx, user);
  } catch (error) {
    const { identifier, value, expiresAt, createdAt } = spent;
    await createVerification(scope, { identifier, value, expiresAt, createdAt });
    throw error;
  }
}
