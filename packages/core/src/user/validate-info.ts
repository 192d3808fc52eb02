import { runInAmbient } from "../context/ambient";
import type { Scope } from "../context/scope";
import { APIError } from "../error";
import type { Row, UserProvisioningSource, ValidateUserInfoResult } from "../types";
import { type NewUser, newUserRow } from "./store";

/** A refusal that says what `user.validateUserInfo` said. */
function refusal(result: ValidateUserInfoResult): APIError {
  const code = String(result.error);
  return new APIError("FORBIDDEN", { code, message: result.errorDescription ?? code });
}

/**
 * Asks `user.validateUserInfo` whether somebody may come in, outside of any transaction: it may ask other systems. Without
 * the option everybody may.
 *
 * @param user as it would be written
 * @throws {APIError} 403 with what the function said, or `validation_failed` when it threw; and when the caller does not
 *   say where the user comes from, or there is no call to ask in
 */
export async function validateUserInfo(
  scope: Scope,
  user: NewUser,
  source: UserProvisioningSource | undefined,
): Promise<void> {
  const validate = scope.instance.options.user?.validateUserInfo;
  if (validate === undefined) return;
  if (source === undefined) {
    throw new APIError("FORBIDDEN", {
      code: "validation_source_missing",
      message: "User validation source is required",
    });
  }
  const { ctx } = scope;
  if (ctx === null) {
    throw new APIError("FORBIDDEN", {
      code: "validation_context_missing",
      message: "User validation requires an endpoint context",
    });
  }
  const subject = { user: newUserRow(user) as Row, source: { action: "create-user" as const, ...source } };
  let result: void | ValidateUserInfoResult;
  try {
    result = await runInAmbient(scope, async () => validate(subject as Parameters<typeof validate>[0], ctx));
  } catch (error) {
    // Whoever cannot be judged does not come in.
    scope.instance.logger.error("user.validateUserInfo failed.", error);
    throw new APIError("FORBIDDEN", {
      code: "validation_failed",
      message: "User validation failed",
      cause: error,
    });
  }
  if (result?.error) throw refusal(result);
}
