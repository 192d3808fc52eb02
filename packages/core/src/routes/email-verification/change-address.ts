import { CREDENTIAL } from "../../account/store";
import { scopeOf } from "../../context/scope";
import { getAuthoritativeSessionFromCtx } from "../../guard/session";
import type { SessionAndUser } from "../../session/store";
import { setSessionCookie } from "../../sign-in/set-session-cookie";
import type { BaseErrorCode, GenericEndpointContext } from "../../types";
import { findUserWithAccounts, type UserRow, type UserWithAccounts } from "../../user/store";
import { changeEmail, type EmailChange, type EmailChangeSettings } from "../../user-lifecycle/change-email";
import { type EmailLink, type OpenedEmailLink, signEmailLink } from "../../user-lifecycle/email-link";
import { sendMail } from "../../user-lifecycle/send-mail";
import { tellApplication } from "../../user-lifecycle/tell-application";
import { mailVerificationLink } from "../../user-lifecycle/verification-mail";
import { refused, type Visit } from "./outcome";

type LinkFor<P extends EmailLink["purpose"]> = Extract<OpenedEmailLink, { purpose: P }>;

/** Whose link it is, or why it does not work. */
type Owner = { readonly user: UserRow; readonly session: SessionAndUser | null } | { readonly code: BaseErrorCode };

/** Whether the password is newer than a second: whoever had asked in that one may be the reason for the change. */
function hasNewerPassword({ accounts }: UserWithAccounts, second: number | undefined): boolean {
  if (second === undefined) return false;
  return accounts.some(
    ({ providerId, updatedAt }) => providerId === CREDENTIAL && updatedAt.getTime() >= (second + 1) * 1000,
  );
}

/**
 * A link works without a session, and with its owner's; never with somebody else's. Without one it is worth nothing once the
 * password was changed: who asked may have been signed in with the old one. Who is signed in could ask again.
 */
async function findOwner(
  ctx: GenericEndpointContext,
  link: { email: string; userId: string; issuedAt: number | undefined },
): Promise<Owner> {
  const session = await getAuthoritativeSessionFromCtx(ctx);
  if (session !== null && session.user.id !== link.userId) return { code: "INVALID_USER" };
  const found = session ?? (await findUserWithAccounts(scopeOf(ctx), link.userId));
  if (found === null) return { code: "USER_NOT_FOUND" };
  // The address was changed since the link was sent.
  if (found.user.email !== link.email) return { code: "INVALID_TOKEN" };
  if ("accounts" in found && hasNewerPassword(found, link.issuedAt)) return { code: "INVALID_TOKEN" };
  return { user: found.user, session };
}

/** The owner of the old address agrees: the next link goes to the new one. Nothing is changed yet. */
export async function confirmChange(ctx: GenericEndpointContext, link: LinkFor<"confirm-change">): Promise<Visit> {
  const owner = await findOwner(ctx, link);
  if ("code" in owner) return refused(owner.code);
  const send = scopeOf(ctx).instance.options.emailVerification?.sendVerificationEmail;
  if (!send) return refused("VERIFICATION_EMAIL_NOT_ENABLED");
  const user = { ...owner.user, email: link.newEmail };
  const { email, userId, newEmail } = link;
  const next = { purpose: "change", email, userId, newEmail } as const;
  const signed = await signEmailLink(ctx, next, ctx.query.callbackURL);
  await sendMail(ctx, () => send({ user, ...signed }, ctx.request), { isHidden: false });
  return { status: "done" };
}

/** What a link says that could not change the address. */
const PROBLEMS: Readonly<Record<Exclude<EmailChange["status"], "changed">, BaseErrorCode>> = {
  taken: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL",
  missed: "INVALID_TOKEN",
  stopped: "FAILED_TO_UPDATE_USER",
};

/** Changes the address and tells the browser; then there is something left to do. */
async function applyChange(
  ctx: GenericEndpointContext,
  { user, session }: { user: UserRow; session: SessionAndUser | null },
  newEmail: string,
  settings: EmailChangeSettings,
  afterwards: (changed: UserRow) => Promise<void>,
): Promise<Visit> {
  const scope = scopeOf(ctx);
  const change = await changeEmail(scope, user, newEmail, settings);
  if (change.status !== "changed") return refused(PROBLEMS[change.status]);
  if (session !== null) await setSessionCookie(ctx, { session: session.session, user: change.row });
  await afterwards(change.row);
  return { status: "done", user: scope.instance.outputFilters.user(change.row) };
}

/** The owner of the new address proved it: it is the user's from now on. */
export async function makeChange(ctx: GenericEndpointContext, link: LinkFor<"change">): Promise<Visit> {
  const owner = await findOwner(ctx, link);
  if ("code" in owner) return refused(owner.code);
  const { newEmail, onlyIfUnverified } = link;
  return applyChange(ctx, owner, newEmail, { onlyIfUnverified }, async (changed) => {
    const scope = scopeOf(ctx);
    const after = scope.instance.options.emailVerification?.afterEmailVerification;
    if (after && changed.emailVerified) await tellApplication(scope, () => after(changed, ctx.request));
  });
}

/** A link of the application's own making: the change is made, and the new address has to be verified afterwards. */
export async function makeUnprovenChange(
  ctx: GenericEndpointContext,
  link: LinkFor<"change-unproven">,
): Promise<Visit> {
  const owner = await findOwner(ctx, link);
  if ("code" in owner) return refused(owner.code);
  return applyChange(ctx, owner, link.newEmail, { isProven: false }, (changed) =>
    mailVerificationLink(ctx, changed, { callbackURL: ctx.query.callbackURL }),
  );
}
