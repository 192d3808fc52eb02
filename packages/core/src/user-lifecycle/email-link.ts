import { openJWT, signJWT } from "../crypto/jwt";
import type { GenericEndpointContext, SecretConfig } from "../types";
import { canonicalEmail, isEmail } from "../user/email";

/** Seconds that a link is good for, unless `emailVerification.expiresIn` says otherwise. */
const SECONDS_VALID = 3600;

/** What links for a change of address say they are for; a link that proves the user's own address says nothing. */
const CONFIRMATION = "change-email-confirmation";
const VERIFICATION = "change-email-verification";

/** What a link is for. A link for one thing is refused for every other. */
export type EmailLink =
  /** Proves the address it was sent to. Links that applications make may name no user. */
  | { readonly purpose: "verify"; readonly email: string; readonly userId: string | undefined }
  /** Sent to the old address: its owner agrees to the change. */
  | { readonly purpose: "confirm-change"; readonly email: string; readonly userId: string; readonly newEmail: string }
  /** Sent to the new address: proves it and makes the change. */
  | {
      readonly purpose: "change";
      readonly email: string;
      readonly userId: string;
      readonly newEmail: string;
      /** Asked for while nobody had proved the old address: whoever proves it takes the link away, too. */
      readonly onlyIfUnverified?: boolean | undefined;
    }
  /** Made by an application and sent to the old address: makes the change, and the new address is still to be proved. */
  | { readonly purpose: "change-unproven"; readonly email: string; readonly userId: string; readonly newEmail: string };

/** A link that came back, and the second, since the epoch, that it was made in; `undefined` where nobody says. */
export type OpenedEmailLink = EmailLink & { readonly issuedAt: number | undefined };

/** What a token turned out to be. */
export type OpenedEmailToken =
  | { readonly status: "valid"; readonly link: OpenedEmailLink }
  | { readonly status: "expired" }
  | { readonly status: "invalid" };

/**
 * Makes the token of a verification link.
 *
 * @param secret `ctx.context.secret`
 * @param email the user's address
 * @param updateTo the address to change to
 * @param expiresIn seconds; an hour unless told
 * @param extra further claims, as in `{ userId, requestType: "change-email-verification" }`
 * @example await createEmailVerificationToken(ctx.context.secret, user.email, undefined, 600, { userId: user.id })
 */
export async function createEmailVerificationToken(
  secret: string | SecretConfig,
  email: string,
  updateTo?: string,
  expiresIn: number = SECONDS_VALID,
  extra?: Readonly<Record<string, unknown>>,
): Promise<string> {
  const claims = { email: canonicalEmail(email), ...(updateTo ? { updateTo: canonicalEmail(updateTo) } : {}) };
  return signJWT({ ...claims, ...extra }, secret, expiresIn);
}

/** A link that can be put into a mail. */
export interface SignedEmailLink {
  /** Absolute. */
  readonly url: string;
  readonly token: string;
}

function claimsOf(link: EmailLink): Record<string, unknown> {
  const { userId } = link;
  if (link.purpose === "confirm-change") return { userId, requestType: CONFIRMATION };
  if (link.purpose !== "change") return { userId };
  return { userId, requestType: VERIFICATION, ...(link.onlyIfUnverified && { onlyIfUnverified: true }) };
}

/**
 * Signs a link. Its origin is the configured one, whatever the request's headers say.
 * @param callbackURL where the link leads on to; "/" unless told
 */
export async function signEmailLink(
  ctx: GenericEndpointContext,
  link: EmailLink,
  callbackURL: string | undefined,
): Promise<SignedEmailLink> {
  const { baseURL, secretConfig, options } = ctx.context;
  const updateTo = link.purpose === "verify" ? undefined : link.newEmail;
  const expiresIn = options.emailVerification?.expiresIn;
  const token = await createEmailVerificationToken(secretConfig, link.email, updateTo, expiresIn, claimsOf(link));
  return { token, url: `${baseURL}/verify-email?token=${token}&callbackURL=${encodeURIComponent(callbackURL || "/")}` };
}

function isAbsentOr<T>(value: unknown, is: (value: unknown) => value is T): value is T | undefined {
  return value === undefined || is(value);
}
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
/** Only a new address has to be one: what a user has already may come from a time, or a provider, with other rules. */
const isAddress = (value: unknown): value is string => isText(value) && isEmail(value);

/** Reads the claims strictly: other JWTs are signed with the same secret. */
function linkOf(claims: Record<string, unknown>): EmailLink | null {
  const { email, userId, updateTo, requestType, onlyIfUnverified, exp } = claims;
  if (!isText(email) || typeof exp !== "number" || !isAbsentOr(userId, isText)) return null;
  if (!isAbsentOr(updateTo, isAddress) || !isAbsentOr(onlyIfUnverified, isFlag)) return null;
  const address = canonicalEmail(email);
  if (requestType === undefined && updateTo === undefined) return { purpose: "verify", email: address, userId };
  if (updateTo === undefined || userId === undefined) return null;
  const newEmail = canonicalEmail(updateTo);
  if (requestType === undefined) return { purpose: "change-unproven", email: address, userId, newEmail };
  if (requestType === CONFIRMATION) return { purpose: "confirm-change", email: address, userId, newEmail };
  if (requestType !== VERIFICATION) return null;
  return { purpose: "change", email: address, userId, newEmail, onlyIfUnverified };
}

/** Opens the token of a link. Links outlive a rotation of the secrets. Never throws because of the token. */
export async function openEmailToken(token: string, secrets: string | SecretConfig): Promise<OpenedEmailToken> {
  const opened = await openJWT(token, secrets);
  if (opened.status !== "valid") return opened;
  const link = linkOf(opened.claims);
  if (link === null) return { status: "invalid" };
  const { iat } = opened.claims;
  return { status: "valid", link: { ...link, issuedAt: typeof iat === "number" ? iat : undefined } };
}
