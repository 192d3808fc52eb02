import { listUserAccounts } from "./account/list-accounts";
import { unlinkAccount } from "./account/unlink-account";
import { changePassword } from "./email-password/change-password";
import { requestPasswordReset } from "./email-password/request-password-reset";
import { requestPasswordResetCallback } from "./email-password/request-password-reset-callback";
import { resetPassword } from "./email-password/reset-password";
import { setPassword } from "./email-password/set-password";
import { signInEmail } from "./email-password/sign-in-email";
import { signUpEmail } from "./email-password/sign-up-email";
import { verifyPassword } from "./email-password/verify-password";
import { sendVerificationEmail } from "./email-verification/send-verification-email";
import { verifyEmail } from "./email-verification/verify-email";
import { accountInfo } from "./oauth/account-info";
import { callbackOAuth } from "./oauth/callback";
import { getAccessToken } from "./oauth/get-access-token";
import { linkSocialAccount } from "./oauth/link-social";
import { refreshToken } from "./oauth/refresh-token";
import { signInSocial } from "./oauth/sign-in-social";
import { signInSocialEmail } from "./oauth/sign-in-social-email";
import { signInSocialEmailCallback } from "./oauth/sign-in-social-email-callback";
import { getSession } from "./session/get-session";
import { listSessions } from "./session/list-sessions";
import { revokeOtherSessions } from "./session/revoke-other-sessions";
import { revokeSession } from "./session/revoke-session";
import { revokeSessions } from "./session/revoke-sessions";
import { signOut } from "./session/sign-out";
import { updateSession } from "./session/update-session";
import { error } from "./status/error";
import { ok } from "./status/ok";
import { changeEmail } from "./user/change-email";
import { deleteUser } from "./user/delete-user";
import { deleteUserCallback } from "./user/delete-user-callback";
import { updateUser } from "./user/update-user";

/** The endpoints of the core, by their key in `auth.api`. */
export const baseEndpoints = {
  signInSocial,
  signInSocialEmail,
  signInSocialEmailCallback,
  callbackOAuth,
  getSession,
  signUpEmail,
  signInEmail,
  signOut,
  listSessions,
  revokeSession,
  revokeSessions,
  revokeOtherSessions,
  updateUser,
  changePassword,
  requestPasswordReset,
  requestPasswordResetCallback,
  resetPassword,
  setPassword,
  verifyPassword,
  sendVerificationEmail,
  verifyEmail,
  changeEmail,
  deleteUser,
  deleteUserCallback,
  updateSession,
  linkSocialAccount,
  listUserAccounts,
  unlinkAccount,
  refreshToken,
  getAccessToken,
  accountInfo,
} as const;

/** Always the last: no plugin stands behind them. */
export const statusEndpoints = { ok, error } as const;
