import {
  createAuthMiddleware,
  freshSessionMiddleware,
  getAuthoritativeSessionFromCtx,
  type WithSession,
} from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";
import type { GenericEndpointContext, Middleware } from "@better-auth/core/types";
import { PASSKEY_ERROR_CODES } from "./error-codes";
import type { PasskeyOptions, PasskeyRegistrationUser } from "./types";

/** A session that was authenticated a short while ago or, where the options let it, none at all. A stale one is refused. */
const freshSessionOrNone = createAuthMiddleware(async (ctx) => {
  const session = await getAuthoritativeSessionFromCtx(ctx);
  return session === null ? { session } : freshSessionMiddleware(ctx);
}) as Middleware<{ session: WithSession["session"] | null }>;

/** Who may register: a passkey is a way in, so whoever adds one has proved who they are a short while ago. */
export function registrationGuard({ registration }: PasskeyOptions): typeof freshSessionOrNone {
  return registration?.requireSession === false ? freshSessionOrNone : freshSessionMiddleware;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/**
 * Whom a passkey is registered for: whoever is signed in, else the one that the application names.
 *
 * @throws {APIError} 400 RESOLVE_USER_REQUIRED, RESOLVED_USER_INVALID
 */
export async function findRegistrant(
  ctx: GenericEndpointContext,
  session: WithSession["session"] | null,
  { registration }: PasskeyOptions,
  context: string | undefined,
): Promise<PasskeyRegistrationUser> {
  if (session !== null) {
    const { id, email } = session.user;
    return { id, name: email || id, displayName: email || id };
  }
  if (registration?.resolveUser === undefined) {
    throw APIError.from("BAD_REQUEST", PASSKEY_ERROR_CODES.RESOLVE_USER_REQUIRED);
  }
  const user: Partial<PasskeyRegistrationUser> | null | undefined = await registration.resolveUser({ ctx, context });
  if (!isText(user?.id) || !isText(user.name)) {
    throw APIError.from("BAD_REQUEST", PASSKEY_ERROR_CODES.RESOLVED_USER_INVALID);
  }
  return { id: user.id, name: user.name, displayName: user.displayName };
}

/** Whose the passkey is, by what `afterVerification` says. Somebody who is signed in cannot give it to somebody else. */
export function findOwner(
  user: PasskeyRegistrationUser,
  session: WithSession["session"] | null,
  userId: unknown,
): string {
  if (userId === undefined) return user.id;
  if (!isText(userId)) throw APIError.from("BAD_REQUEST", PASSKEY_ERROR_CODES.RESOLVED_USER_INVALID);
  if (session !== null && session.user.id !== userId) {
    throw APIError.from("UNAUTHORIZED", PASSKEY_ERROR_CODES.YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY);
  }
  return userId;
}
