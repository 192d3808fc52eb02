import type { OAuthState } from "../types";

/** Which provider a state was made for, and where it was told to send the browser back to. */
export interface StateBinding {
  readonly providerId: string;
  readonly redirectURI: string;
}

/** A state as it is stored: what the browser was sent away with, and what it has to come back to. */
export interface StoredState extends OAuthState {
  /** The state itself: an entry that was found under another name is none. */
  oauthState: string;
  boundTo?: StateBinding | undefined;
}

/** Members that a client's `additionalData` may not set. */
const RESERVED: ReadonlySet<string> = new Set([
  "callbackURL",
  "codeVerifier",
  "errorURL",
  "newUserURL",
  "expiresAt",
  "oauthState",
  "link",
  "requestSignUp",
  "idTokenNonce",
  "serverContext",
  "boundTo",
  "__proto__",
]);

/** What a client wants to have back, without what only we may say. */
export function withoutReserved(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !RESERVED.has(name)));
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** A stored state; `null` for text that is none. */
export function readState(text: string): StoredState | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { callbackURL, codeVerifier, expiresAt, oauthState } = value as Partial<StoredState>;
  const isWhole = isText(callbackURL) && isText(codeVerifier) && isText(oauthState) && typeof expiresAt === "number";
  return isWhole ? (value as StoredState) : null;
}
