import type { AccountRow } from "../account/store";
import { type Scope, scopeOf } from "../context/scope";
import { BASE_ERROR_CODES, isAPIError } from "../error";
import { setAccountCookie } from "../session/account-cookie";
import { completeSignIn } from "../sign-in/complete-sign-in";
import { type IssuedSession, issueSession, type PendingSignIn } from "../sign-in/issue-session";
import { reportFailedSignIn } from "../sign-in/report-failure";
import type { Basis } from "../store/basis";
import type { GenericEndpointContext, SignInFactor } from "../types";
import type { UserRow } from "../user/store";
import { mailVerificationLink } from "../user-lifecycle/verification-mail";
import type { LinkingError, ProviderFacts } from "./facts";
import { type ResolvedUser, resolveUser } from "./resolve-user";
import { provesEmailOf } from "./user-fields";

/** What a sign-in with a provider came to. */
export type ProviderSignIn =
  | {
      readonly status: "signed-in";
      readonly user: UserRow;
      readonly isNewUser: boolean;
      readonly signIn: IssuedSession | PendingSignIn;
    }
  /** Somebody new, whose provider told no address: where they are asked for one. */
  | { readonly status: "email-required"; readonly page: string }
  | { readonly status: "refused"; readonly error: LinkingError };

/** How the call asked for it. */
export interface ProviderSignInSettings {
  /** The call wants somebody new to come in, where the provider's configuration asks for that. */
  requestSignUp?: boolean | undefined;
  /** Where a link that verifies the address leads on to. */
  callbackURL?: string | undefined;
  /** Keeps the sign-in until there is an address, and gives the page that asks for it; `null` when nobody is asked. */
  askForEmail?: (() => Promise<string | null>) | undefined;
}

/** What was proved for a user: that they read their mail as well, when it is that address which they have proved here. */
function factorOf(facts: ProviderFacts, user: UserRow): SignInFactor {
  const id = idOf(facts);
  return facts.isEmailProvedHere === true && provesEmailOf(user, facts) ? { id, provesEmail: true } : { id };
}

const idOf = ({ provider }: ProviderFacts): string => `social:${provider.id}`;

/**
 * What a session rests on: the account, as whoever takes it away ends sessions after. While nobody has proved the user's
 * address it is that, as ever: what was planted until then, accounts too, ends when its owner proves it.
 */
function basisOf(user: UserRow, account: AccountRow): Basis | undefined {
  if (!user.emailVerified) return undefined;
  return { model: "account", row: account, unchanged: ["id", "userId"] };
}

/** `null` when a hook stopped the session. */
async function issueOrNull(scope: Scope, facts: ProviderFacts, user: UserRow, basis: Basis | undefined) {
  try {
    return await issueSession(scope, user, factorOf(facts, user), { basis });
  } catch (error) {
    const { code } = BASE_ERROR_CODES.FAILED_TO_CREATE_SESSION;
    if (isAPIError(error) && error.statusCode === 400 && error.body?.code === code) return null;
    throw error;
  }
}

/** The address is to be verified first, here or by the provider. */
function owesProof(facts: ProviderFacts, user: UserRow): boolean {
  return facts.provider.requireEmailVerification === true && !user.emailVerified && !provesEmailOf(user, facts);
}

async function mailLink(
  ctx: GenericEndpointContext,
  { user, status }: ResolvedUser,
  callbackURL: string | undefined,
): Promise<void> {
  const { emailVerification } = ctx.context.options;
  const wanted = status === "created" ? emailVerification?.sendOnSignUp : emailVerification?.sendOnSignIn;
  if (wanted === true && !user.emailVerified) await mailVerificationLink(ctx, user, { callbackURL });
}

function keepAccount(ctx: GenericEndpointContext, account: AccountRow): Promise<void> | undefined {
  return ctx.context.options.account?.storeAccountCookie === true ? setAccountCookie(ctx, account) : undefined;
}

/**
 * Signs in whoever a provider vouches for: the owner of the account, somebody whose proved address it has, or somebody new.
 * Ends in the same step as every other way in.
 */
export async function signInWithProvider(
  ctx: GenericEndpointContext,
  facts: ProviderFacts,
  { requestSignUp, callbackURL, askForEmail }: ProviderSignInSettings,
): Promise<ProviderSignIn> {
  const scope = scopeOf(ctx);
  const { provider } = facts;
  const refuse = async (error: LinkingError, userId?: string): Promise<ProviderSignIn> => {
    await reportFailedSignIn(ctx, { factor: idOf(facts), reason: error, userId });
    return { status: "refused", error };
  };
  const resolved = await resolveUser(ctx, facts, {
    isClosed: provider.disableSignUp === true || (provider.disableImplicitSignUp === true && requestSignUp !== true),
  });
  if (resolved.status === "refused") {
    const page = resolved.error === "email_not_found" && askForEmail ? await askForEmail() : null;
    return page === null ? refuse(resolved.error) : { status: "email-required", page };
  }
  const { user, account } = resolved;
  const isNewUser = resolved.status === "created";
  if (isNewUser || owesProof(facts, user)) await mailLink(ctx, resolved, callbackURL);
  if (owesProof(facts, user)) return refuse("email_not_verified", user.id);
  const signIn = await issueOrNull(scope, facts, user, basisOf(user, account));
  if (signIn === null) return refuse("unable_to_create_session", user.id);
  await completeSignIn(ctx, signIn);
  if (signIn.status === "issued") await keepAccount(ctx, account);
  return { status: "signed-in", user, isNewUser, signIn };
}
