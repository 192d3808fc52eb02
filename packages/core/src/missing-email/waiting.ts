import type { ProviderFacts } from "../account-linking/facts";
import type { Scope } from "../context/scope";
import { derivePurposeKey } from "../crypto/purpose-key";
import { symmetricDecrypt, symmetricEncrypt } from "../crypto/symmetric";
import type { OAuthState } from "../types";

/** Where the person wanted to go, and what the call asked for. The targets were checked when it began. */
export interface WayOn {
  readonly callbackURL: string;
  readonly newUserURL?: string | undefined;
  readonly errorURL?: string | undefined;
  readonly requestSignUp?: boolean | undefined;
}

/** What shows that somebody reads the mail of an address. */
export interface RequestedProof {
  /** Canonical. */
  readonly email: string;
  /** SHA-256 of the token that was mailed there, and nowhere else. */
  readonly tokenDigest: string;
}

/** A sign-in with a provider that told no address: who the provider vouches for, and how far asking has come. */
export interface WaitingSignIn extends Omit<ProviderFacts, "provider" | "isEmailProvedHere"> {
  readonly providerId: string;
  readonly way: WayOn;
  /** What the sign-in was begun with, for hooks; `null` when there was no redirect to the provider. */
  readonly state: OAuthState | null;
  /** SHA-256 of what only the browser knows that it belongs to. */
  readonly browserDigest: string;
  /** Mails that were sent for it. */
  readonly mails: number;
  /** The newest one: the tokens of the others are worth nothing. */
  readonly proof: RequestedProof | null;
}

/** Longest that is kept, in bytes: encrypted it has to fit into a TEXT of MySQL, the address that is added later included. */
const MOST_BYTES = 30_000;

const dateOf = (value: unknown): unknown => (typeof value === "string" ? new Date(value) : value);

/** JSON has no dates. */
function withDates<T extends object>(row: T, isDate: (name: string) => boolean): T {
  const entries = Object.entries(row).map(([name, value]) => [name, isDate(name) ? dateOf(value) : value]);
  return Object.fromEntries(entries) as T;
}

/** Whether there is too much of it to be kept. */
export function isTooLong(waiting: WaitingSignIn): boolean {
  return new TextEncoder().encode(JSON.stringify(waiting)).length > MOST_BYTES;
}

/** Encrypts a sign-in that waits: profile and tokens stand in no store as they are. */
export async function sealWaiting(scope: Scope, waiting: WaitingSignIn): Promise<string> {
  return symmetricEncrypt({ key: await keyOf(scope), data: JSON.stringify(waiting) });
}

/** What `sealWaiting` made; `null` for anything else. */
export async function openWaiting(scope: Scope, sealed: string): Promise<WaitingSignIn | null> {
  const data = await symmetricDecrypt({ key: await keyOf(scope), data: sealed }).catch(() => null);
  if (data === null) return null;
  const waiting = JSON.parse(data) as WaitingSignIn;
  const { models } = scope.instance;
  return {
    ...waiting,
    userInfo: withDates(waiting.userInfo, (name) => models.user?.fields[name]?.type === "date"),
    tokens: withDates(waiting.tokens, (name) => name.endsWith("ExpiresAt")),
  };
}

function keyOf({ instance }: Scope) {
  return derivePurposeKey(instance.context.secretConfig, "provider-sign-in");
}
