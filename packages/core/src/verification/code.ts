import { type Scope, scopeOf } from "../context/scope";
import { sha256Base64url } from "../crypto/digest";
import { constantTimeEqual } from "../crypto/equal";
import { symmetricDecrypt, symmetricEncrypt } from "../crypto/symmetric";
import type { GenericEndpointContext, Verification } from "../types";
import { verificationPlaces } from "./secondary";
import { createVerification, deleteVerification, findVerification, takeNewest } from "./store";

/** How a code stands in a store. A short code behind a plain hash is found by trying them all; "encrypted" is not. */
export type StoredCodeForm =
  | "plain"
  | "hashed"
  | "encrypted"
  | { readonly hash: (code: string) => Promise<string> }
  | {
      readonly encrypt: (code: string) => Promise<string>;
      readonly decrypt: (stored: string) => Promise<string>;
    };

/** A code that is sent to somebody. `identifier` starts with its purpose and names whom it was sent to. */
export interface NewCode {
  readonly identifier: string;
  readonly code: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly form: StoredCodeForm;
}

/** A code that somebody typed. */
export interface TypedCode {
  readonly identifier: string;
  readonly code: string;
  readonly form: StoredCodeForm;
  /** Wrong ones that are taken before the stored one is gone. */
  readonly allowedAttempts: number;
  /** Leaves a right one to be typed again. @default false: it is spent */
  readonly keep?: boolean | undefined;
}

/** What became of a typed code. Only "right" is a proof. */
export type CodeVerdict = "right" | "wrong" | "expired" | "too-many-attempts" | "none";

async function toStored(scope: Scope, code: string, form: StoredCodeForm): Promise<string> {
  if (form === "plain") return code;
  if (form === "hashed") return sha256Base64url(code);
  if (form === "encrypted") return symmetricEncrypt({ key: scope.instance.context.secretConfig, data: code });
  return "hash" in form ? form.hash(code) : form.encrypt(code);
}

/** `null` for what cannot be turned back. */
async function toPlain(scope: Scope, stored: string, form: StoredCodeForm): Promise<string | null> {
  if (form === "plain") return stored;
  if (form === "encrypted") return symmetricDecrypt({ key: scope.instance.context.secretConfig, data: stored });
  return typeof form === "object" && "decrypt" in form ? form.decrypt(stored) : null;
}

async function matches(scope: Scope, stored: string, code: string, form: StoredCodeForm): Promise<boolean> {
  const plain = await toPlain(scope, stored, form).catch(() => undefined);
  // Unreadable: stored in another form, or with a secret that is gone.
  if (plain === undefined) return false;
  return plain === null ? constantTimeEqual(stored, await toStored(scope, code, form)) : constantTimeEqual(plain, code);
}

/** The value of a row is `{stored}:{attempts}`, split at the last colon. */
function split({ value }: Verification): { stored: string; attempts: number } {
  const colon = value.lastIndexOf(":");
  return { stored: value.slice(0, colon), attempts: Number(value.slice(colon + 1)) };
}

/** Keeps a code, in place of any that was sent before. */
export async function storeCode(
  ctx: GenericEndpointContext,
  { identifier, code, expiresIn, form }: NewCode,
): Promise<void> {
  const scope = scopeOf(ctx);
  const value = `${await toStored(scope, code, form)}:0`;
  await deleteVerification(scope, identifier);
  await createVerification(scope, { identifier, value, expiresAt: new Date(Date.now() + expiresIn * 1000) });
}

/**
 * The code that is waiting: for sending it again, or for tests. Reading is not spending.
 * @returns `code` is null where only its hash is known, or where it cannot be read any more; `null` when there is none, or
 * it has expired
 */
export async function readCode(
  ctx: GenericEndpointContext,
  identifier: string,
  form: StoredCodeForm,
): Promise<{ code: string | null; attempts: number } | null> {
  const scope = scopeOf(ctx);
  const row = await findVerification(scope, identifier);
  if (row === null || row.expiresAt.getTime() <= Date.now()) return null;
  const { stored, attempts } = split(row);
  return { code: await toPlain(scope, stored, form).catch(() => null), attempts };
}

/**
 * Tries a code. The stored one is taken out first and put back with one attempt more when the typed one was wrong: of
 * parallel callers one is judged at a time, so that a limit of three is three however many try at once, and a right code
 * is spent once. What is taken out while a process dies is lost, and has to be sent again.
 */
export async function tryCode(
  ctx: GenericEndpointContext,
  { identifier, code, form, allowedAttempts, keep }: TypedCode,
): Promise<CodeVerdict> {
  const scope = scopeOf(ctx);
  const taken = await takeNewest(scope, identifier);
  if (taken === null) return "none";
  if (taken.expiresAt.getTime() <= Date.now()) return "expired";
  const { stored, attempts } = split(taken);
  if (!(attempts < allowedAttempts)) return "too-many-attempts";
  const isRight = await matches(scope, stored, code, form);
  if (isRight && keep !== true) return "right";
  const verdict = isRight ? "right" : "wrong";
  // A secondary storage has one value for an identifier, and one that is there by now was sent meanwhile: it counts.
  if (verificationPlaces(scope).secondary !== null && (await findVerification(scope, identifier)) !== null) {
    return verdict;
  }
  const value = `${stored}:${isRight ? attempts : attempts + 1}`;
  // In the database it is as old as it was: a code that was sent meanwhile is the newer one.
  await createVerification(scope, { identifier, value, expiresAt: taken.expiresAt, createdAt: taken.createdAt });
  return verdict;
}
