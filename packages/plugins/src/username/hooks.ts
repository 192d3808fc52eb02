import { createAuthMiddleware, getAuthoritativeSessionFromCtx, getSessionFromCtx } from "@better-auth/core/api";
import { APIError, isAPIError } from "@better-auth/core/error";
import type { GenericEndpointContext, PluginHook } from "@better-auth/core/types";
import { USERNAME_ERROR_CODES } from "./error-codes";
import { findOwner } from "./find-user";
import type { UsernameRules } from "./rules";

const SIGN_UP = "/sign-up/email";
const UPDATE = "/update-user";
/**
 * Routes that say early, and with words of ours, what is wrong with a name. The rules themselves hold for every route: they
 * stand in the schema, where names are written.
 */
const TAKES_NAMES = [SIGN_UP, UPDATE, "/sign-in/email-otp"];

interface Names {
  username?: unknown;
  displayUsername?: unknown;
}

/** Whoever changes a name, on update. Whether a name that stays was chosen is asked of the store, not of a cached session. */
async function currentUser(
  ctx: GenericEndpointContext,
  { isImmutable }: UsernameRules,
): Promise<{ id: string; username?: unknown } | null> {
  if (ctx.path !== UPDATE) return null;
  const session = await (isImmutable ? getAuthoritativeSessionFromCtx(ctx) : getSessionFromCtx(ctx));
  return session?.user ?? null;
}

/** @throws {APIError} 400 for a name that nobody can have, that somebody else has, or that may not change */
async function checkName(ctx: GenericEndpointContext, rules: UsernameRules, typed: string): Promise<void> {
  await rules.check(typed, "BAD_REQUEST");
  const username = rules.normalize(typed);
  const user = await currentUser(ctx, rules);
  if (user?.username === username) return;
  if (rules.isImmutable && user?.username) {
    throw APIError.from("BAD_REQUEST", USERNAME_ERROR_CODES.USERNAME_IS_IMMUTABLE);
  }
  const owner = await findOwner(ctx, username);
  if (owner !== undefined && owner !== user?.id) {
    throw APIError.from("BAD_REQUEST", USERNAME_ERROR_CODES.USERNAME_IS_ALREADY_TAKEN);
  }
}

/** @throws {APIError} 400 when nobody may take the name away that was chosen: another one could be chosen then */
async function checkRemoval(ctx: GenericEndpointContext, rules: UsernameRules): Promise<void> {
  if (rules.isImmutable && (await currentUser(ctx, rules))?.username) {
    throw APIError.from("BAD_REQUEST", USERNAME_ERROR_CODES.USERNAME_IS_IMMUTABLE);
  }
}

/** Of somebody new, the username stands for the display name; at the sign-up also the other way round, where it can. */
async function completed(ctx: GenericEndpointContext, rules: UsernameRules, body: Names): Promise<Names> {
  const { username, displayUsername } = body;
  if (typeof username === "string") {
    return displayUsername || !rules.hasDisplayUsername ? body : { ...body, displayUsername: username };
  }
  // Who says `null` wants no username.
  if (ctx.path !== SIGN_UP || username !== undefined) return body;
  if (typeof displayUsername !== "string" || displayUsername === "") return body;
  try {
    await checkName(ctx, rules, displayUsername);
  } catch (error) {
    // A name of another kind is a display name all the same; one that somebody has is refused, as it is when it is typed.
    if (isAPIError(error) && error.body?.code !== USERNAME_ERROR_CODES.USERNAME_IS_ALREADY_TAKEN.code) return body;
    throw error;
  }
  return { ...body, username: displayUsername };
}

/**
 * Names that were checked in the form that is stored, so that hooks of the application see what will be written.
 * @throws {APIError} 400 INVALID_DISPLAY_USERNAME
 */
async function prepared(rules: UsernameRules, body: Names): Promise<Names> {
  const names = { ...body };
  if (typeof body.username === "string") names.username = rules.prepare(body.username);
  if (typeof body.displayUsername === "string" && rules.hasDisplayUsername) {
    await rules.checkDisplay(body.displayUsername);
    names.displayUsername = rules.prepareDisplay(body.displayUsername);
  }
  return names;
}

/**
 * Checks names before anything else is done, so that the answer does not depend on whether an address is taken, and keeps
 * the spelling that was typed.
 */
export function beforeNamesAreWritten(rules: UsernameRules): PluginHook {
  return {
    paths: TAKES_NAMES,
    handler: createAuthMiddleware(async (ctx) => {
      const body = ctx.body as Names | null | undefined;
      if (typeof body !== "object" || body === null) return;
      const { username } = body;
      if (typeof username === "string") await checkName(ctx, rules, username);
      if (username === null) await checkRemoval(ctx, rules);
      const names = ctx.path === UPDATE ? body : await completed(ctx, rules, body);
      return { context: { body: await prepared(rules, names) } };
    }),
  };
}
