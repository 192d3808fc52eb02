import { scopeOf } from "../context/scope";
import { hasQueuedCookie } from "../endpoint/stage";
import type { Account, GenericEndpointContext, Row } from "../types";
import { createSessionStore, getChunkedCookie } from "./cache/chunked-cookie";

const SALT = "better-auth-account";
const SECONDS_VALID = 300;
/** As much as fits into all the chunks of a cookie. */
const MOST_CHARACTERS = 405_000;

function endAccountCookie(ctx: GenericEndpointContext): void {
  const { name, attributes } = ctx.context.authCookies.accountData;
  const store = createSessionStore(name, attributes, ctx);
  store.setCookies(store.clean());
}

/**
 * Puts an account at a provider, with its tokens, encrypted into a cookie of the browser (`account.storeAccountCookie`).
 * It lives as long as the session cookie cache.
 */
export async function setAccountCookie(ctx: GenericEndpointContext, account: Partial<Account> & Row): Promise<void> {
  const { name, attributes } = ctx.context.authCookies.accountData;
  const { symmetricEncodeJWT } = await import("../crypto/jwe");
  const seconds = attributes.maxAge ?? SECONDS_VALID;
  const { keyring } = scopeOf(ctx).instance;
  const token = await symmetricEncodeJWT(account, ctx.context.secretConfig, SALT, seconds, keyring.tokenKeyOf);
  const store = createSessionStore(name, attributes, ctx);
  store.setCookies(store.chunk(token));
}

async function openAccountCookie(ctx: GenericEndpointContext): Promise<(Account & Row) | null> {
  const token = getChunkedCookie(ctx, ctx.context.authCookies.accountData.name);
  if (token === null) return null;
  const { keyring, models } = scopeOf(ctx).instance;
  const { symmetricDecodeJWT } = await import("../crypto/jwe");
  const settings = { mostCharacters: MOST_CHARACTERS, keyOf: keyring.tokenKeyOf };
  const claims = await symmetricDecodeJWT<Row>(token, ctx.context.secretConfig, SALT, settings);
  if (claims === null) return null;
  const { iat: _iat, exp: _exp, jti: _jti, ...account } = claims;
  for (const [field, { type }] of Object.entries(models.account?.fields ?? {})) {
    if (type === "date" && typeof account[field] === "string") account[field] = new Date(account[field]);
  }
  return account as Account & Row;
}

/**
 * The account in this browser's cookie; `null` when there is none that we made. One that belongs to somebody else than
 * the session of this call is ended, not given out.
 */
export async function getAccountCookie(ctx: GenericEndpointContext): Promise<(Account & Row) | null> {
  const account = await openAccountCookie(ctx);
  const { session } = ctx.context;
  if (account === null || session === null || account.userId === session.user.id) return account;
  endAccountCookie(ctx);
  return null;
}

/** The account as it is stored now; as it is in the cookie where nothing else has it. */
async function storedAccount(ctx: GenericEndpointContext, account: Account & Row): Promise<(Account & Row) | null> {
  const { adapter, instance } = scopeOf(ctx);
  if (!instance.options.database) return account;
  const where = (["id", "userId"] as const).map((field) => ({ field, value: account[field] }));
  return adapter.findOne<Account & Row>({ model: "account", where });
}

/**
 * With a new copy of a user's session, the account that is in the browser is kept on. It is ended when it is not the user's,
 * or was unlinked meanwhile.
 */
export async function renewAccountCookie(ctx: GenericEndpointContext, userId: string): Promise<void> {
  if (ctx.context.options.account?.storeAccountCookie !== true) return;
  const { name } = ctx.context.authCookies.accountData;
  // Whoever has just put one there knows whose it is.
  if (getChunkedCookie(ctx, name) === null || hasQueuedCookie(ctx, name)) return;
  const account = await openAccountCookie(ctx);
  const stored = account?.userId === userId ? await storedAccount(ctx, account) : null;
  if (stored !== null) await setAccountCookie(ctx, stored);
  else endAccountCookie(ctx);
}

/** Takes an account that was unlinked out of this browser. */
export async function forgetAccount(ctx: GenericEndpointContext, id: string): Promise<void> {
  if ((await openAccountCookie(ctx))?.id === id) endAccountCookie(ctx);
}
