import { createHmacKey } from "#hashing";
import { getEnvVar } from "../../context/environment";
import { readChunked } from "../../cookie/chunks";
import { SECURE_COOKIE_PREFIX } from "../../cookie/prefix";
import { currentSecret, secretsInOrder } from "../../crypto/secrets";
import { makeCoreTables } from "../../database/core-tables";
import { compileJsonRow, fromJsonRow } from "../../database/json-row";
import { BetterAuthError } from "../../error";
import type { CookieCacheOptions, CookieCachePayload, SecretConfig, Session, User } from "../../types";
import { decodeCompact } from "./compact";
import { decodeToken } from "./tokens";

type Row = Record<string, unknown>;

/** Where the cookie cache is looked for, and how it was made. */
export interface GetCookieCacheSettings {
  /** @default "better-auth" */
  cookiePrefix?: string | undefined;
  /** @default "session_data" */
  cookieName?: string | undefined;
  /** Whether the name has the prefix for secure cookies. @default whichever is there, the secure one first */
  isSecure?: boolean | undefined;
  /** The instance's secret, or its secrets in rotation. @default BETTER_AUTH_SECRET, AUTH_SECRET */
  secret?: string | SecretConfig | undefined;
  /** `session.cookieCache.strategy` of the instance. @default "compact" */
  strategy?: CookieCacheOptions["strategy"];
  /** `session.cookieCache.version` of the instance. @default every version is taken */
  version?: CookieCacheOptions["version"];
}

function findCookie(header: string | null, settings: GetCookieCacheSettings): string | null {
  const { cookiePrefix = "better-auth", cookieName = "session_data", isSecure } = settings;
  const name = `${cookiePrefix}.${cookieName}`;
  const secure = isSecure === false ? null : readChunked(header, `${SECURE_COOKIE_PREFIX}${name}`);
  return secure ?? (isSecure === true ? null : readChunked(header, name));
}

function findSecret(given: string | SecretConfig | undefined): string | SecretConfig {
  const secret = given || getEnvVar("BETTER_AUTH_SECRET") || getEnvVar("AUTH_SECRET");
  if (secret) return secret;
  throw new BetterAuthError(
    "getCookieCache: expected a secret, got none. Pass the instance's as `secret`, or set BETTER_AUTH_SECRET.",
  );
}

async function open(value: string, secret: string | SecretConfig, strategy: CookieCacheOptions["strategy"]) {
  if (strategy === "jwt" || strategy === "jwe") {
    return decodeToken(value, strategy, { current: currentSecret(secret), all: secret, keyring: null });
  }
  const [current = "", ...older] = secretsInOrder(secret);
  return decodeCompact(value, { current: createHmacKey(current), older: older.map(createHmacKey) });
}

/**
 * The session that the cookie cache of a request holds, for a proxy, a middleware or an edge function that has no
 * instance and no database.
 *
 * **It says who was signed in when the copy was made; never authorise a change by it.** The signature is checked. But the
 * session may have ended since, for as long as `session.cookieCache.maxAge`, and the copy is not compared with the session
 * cookie. Where it matters, `auth.api.getSession` with `query: { disableCookieCache: true }` asks the store.
 *
 * @returns `null` when there is none, or it is spoiled, over, or of another version. The dates of session and user are
 * dates; those of additional fields are ISO text
 * @throws {BetterAuthError} without a secret
 * @example
 * const cached = await getCookieCache(request, { secret: process.env.BETTER_AUTH_SECRET });
 * if (cached === null) return Response.redirect(new URL("/sign-in", request.url));
 */
export async function getCookieCache<S extends Session = Session & Row, U extends User = User & Row>(
  from: Request | Headers,
  settings: GetCookieCacheSettings = {},
): Promise<CookieCachePayload<S, U> | null> {
  const headers = from instanceof Headers || !("headers" in from) ? (from as Headers) : from.headers;
  const value = findCookie(headers.get("cookie"), settings);
  if (value === null) return null;
  const opened = await open(value, findSecret(settings.secret), settings.strategy);
  const now = Date.now();
  if (opened === null || opened.expiresAt <= now || typeof opened.payload !== "object" || opened.payload === null)
    return null;

  const payload = opened.payload as CookieCachePayload;
  const tables = makeCoreTables();
  const session = fromJsonRow(compileJsonRow(tables.session.fields), payload.session) as typeof payload.session | null;
  const user = fromJsonRow(compileJsonRow(tables.user.fields), payload.user) as typeof payload.user | null;
  if (session === null || user === null || session.expiresAt.getTime() <= now) return null;
  const { version } = settings;
  const wanted = typeof version === "function" ? await version(session, user) : version;
  // Without a schema nobody can know more of the rows than the caller's types say.
  return wanted === undefined || wanted === payload.version ? (payload as unknown as CookieCachePayload<S, U>) : null;
}
