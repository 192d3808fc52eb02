// What plugins build ways in from: each takes the context of a call.

export { checkPasswordLength } from "./account/password-rules";
export { decryptOAuthToken, setTokenUtil } from "./account/tokens";
export {
  type FoundAccount,
  handleOAuthUserInfo,
  linkOAuthAccount,
  type OAuthUserInfoInput,
  type OAuthUserInfoResult,
} from "./account-linking/published";
export { applyUpdateUserInfoOnLink } from "./account-linking/update-on-link";
export { sha256Base64url } from "./crypto/digest";
export { secretsInOrder } from "./crypto/secrets";
export { explainFault, isDatabaseFaultError } from "./fault/database-fault-error";
export { errorRedirect } from "./oauth-state/error-redirect";
export { getAuthStateVerificationIdentifier } from "./oauth-state/places";
export { type GenerateStateOptions, generateState, parseState } from "./oauth-state/state";
export { getOAuthCallbackPath } from "./routes/oauth/find-provider";
export { generateIdTokenNonce } from "./routes/oauth/start";
export { readSessionAnswer, type SessionAnswer } from "./routes/session/get-session";
export { signInUser } from "./sign-in/complete-sign-in";
export type { IssuedSession, IssueSettings, PendingSignIn } from "./sign-in/issue-session";
export { clearPendingSignIn, readPendingSignIn } from "./sign-in/pending";
export { renewOwnSession } from "./sign-in/renew-own-session";
export { reportFailedSignIn } from "./sign-in/report-failure";
export { resumeSignIn } from "./sign-in/resume-sign-in";
export { canonicalEmail, isEmail } from "./user/email";
export { parseNewUserFields } from "./user/input";
export { changeToProvenEmail, type EmailChange } from "./user-lifecycle/change-email";
export { holdUser } from "./user-lifecycle/hold-user";
export { resetPasswordOf } from "./user-lifecycle/reset-password";
export { revokeUnprovenAccountAccess } from "./user-lifecycle/revoke-unproven-access";
export { sendMail } from "./user-lifecycle/send-mail";
export { type EmailSignIn, type EmailSignInOutcome, signInByEmail } from "./user-lifecycle/sign-in-by-email";
export { type PasswordSignIn, signInByPassword } from "./user-lifecycle/sign-in-by-password";
export { type AddressProof, verifyAddress } from "./user-lifecycle/verify-address";
export {
  type CodeVerdict,
  type NewCode,
  readCode,
  type StoredCodeForm,
  storeCode,
  type TypedCode,
  tryCode,
} from "./verification/code";
export { putTogether, takeTogether } from "./verification/together";
