import { changePassword } from "./email-password/change-password";
import { signInEmail } from "./email-password/sign-in-email";
import { signUpEmail } from "./email-password/sign-up-email";
import { getSession } from "./session/get-session";
import { listSessions } from "./session/list-sessions";
import { revokeOtherSessions } from "./session/revoke-other-sessions";
import { revokeSession } from "./session/revoke-session";
import { revokeSessions } from "./session/revoke-sessions";
import { signOut } from "./session/sign-out";
import { error } from "./status/error";
import { ok } from "./status/ok";
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
} as const;

/** Always the last: no plugin stands behind them. */
export const statusEndpoints = { ok, error } as const;
