import type { Scope } from "../context/scope";
import { APIError, BASE_ERROR_CODES } from "../error";
import { raiseEvent } from "../events/raise";
import { BaselessSessionError, createSession } from "../session/create-session";
import type { SessionAndUser } from "../session/store";
import type { Basis } from "../store/basis";
import type { ErrorCode, Row, SignInFactor } from "../types";
import type { UserRow } from "../user/store";
import { askRequirements, type PendingVerdict } from "./requirements";

/** A sign-in that met every requirement: there is a session. */
export interface IssuedSession extends SessionAndUser {
  readonly status: "issued";
  readonly dontRememberMe: boolean;
}

/** A sign-in that still owes something: there is no session in any store, and no reader of sessions can parse it. */
export interface PendingSignIn {
  readonly status: "pending";
  readonly verdict: PendingVerdict;
  readonly dontRememberMe: boolean;
}

/** How a session is issued. */
export interface IssueSettings {
  dontRememberMe?: boolean | undefined;
  /** Values of other fields of the session. */
  override?: Row | undefined;
  /**
   * The row that the factor was judged by. @default that of the factor's password; else the user's while nobody has proved the
   * address: what was planted until then ends when its owner does. `null` for a user that is made in the same transaction
   */
  basis?: Basis | null | undefined;
  /** The answer when that row has changed meanwhile. @default FAILED_TO_CREATE_SESSION */
  refusal?: ErrorCode | undefined;
}

function basisOf(user: UserRow, factor: SignInFactor, { basis }: IssueSettings): Basis | undefined {
  if (basis !== undefined) return basis ?? undefined;
  if (factor.password !== undefined) {
    const row = { id: factor.password.accountId, updatedAt: factor.password.since };
    return { model: "account", row, unchanged: ["id", "updatedAt"] };
  }
  if (user.emailVerified || factor.provesEmail === true) return undefined;
  return { model: "user", row: user, unchanged: ["id", "emailVerified"] };
}

/**
 * The one place that a session comes from, whatever the factor was. Asks the requirements, then writes the row. Nothing
 * reaches the browser yet: `completeSignIn` does that, after the commit.
 *
 * @throws {APIError} what a requirement denied with; 400 FAILED_TO_CREATE_SESSION when a database hook stopped the write;
 * 401 with the refusal when what the sign-in rests on has changed meanwhile
 */
export async function issueSession(
  scope: Scope,
  user: UserRow,
  factor: SignInFactor,
  settings: IssueSettings = {},
): Promise<IssuedSession | PendingSignIn> {
  const dontRememberMe = settings.dontRememberMe === true;
  const verdict = await askRequirements(scope, user, factor);
  if (verdict !== null) return { status: "pending", verdict, dontRememberMe };

  const session = await createSession(scope, user.id, {
    dontRememberMe,
    override: settings.override,
    factor: factor.id,
    basis: basisOf(user, factor, settings),
  }).catch(async (error: unknown) => {
    if (!(error instanceof BaselessSessionError)) throw error;
    const refusal = settings.refusal ?? BASE_ERROR_CODES.FAILED_TO_CREATE_SESSION;
    await raiseEvent(scope, "sign-in.failed", { factor: factor.id, reason: refusal.code, userId: user.id });
    throw APIError.from("UNAUTHORIZED", refusal);
  });
  if (session === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_SESSION);
  (scope.call.clearedTokens ??= []).push(session.token);
  await raiseEvent(scope, "sign-in.succeeded", { userId: user.id, factor: factor.id, sessionId: session.id });
  return { status: "issued", session, user, dontRememberMe };
}

/**
 * Gives a browser that is signed in a new session for its old one, as after a change of password: the old one met the
 * requirements, so they are not asked again.
 *
 * @param override values of fields that the core does not set itself
 * @throws {APIError} FAILED_TO_CREATE_SESSION when a database hook stopped the write
 */
export async function renewSession(
  scope: Scope,
  current: SessionAndUser,
  dontRememberMe: boolean,
  override?: Row,
): Promise<IssuedSession> {
  const { user } = current;
  const session = await createSession(scope, user.id, { dontRememberMe, factor: "renewal", override });
  if (session === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_SESSION);
  (scope.call.clearedTokens ??= []).push(session.token);
  return { status: "issued", session, user, dontRememberMe };
}
