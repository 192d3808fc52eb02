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
  listUserAccounts,
  unlinkAccount,
} as const;

/** Always the last: no plugin stands behind them. */
export const statusEndpoints = { ok, error } as const;
