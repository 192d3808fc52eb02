import { defineErrorCodes } from "@better-auth/core/utils/error-codes";

export const CUSTOM_SESSION_ERROR_CODES = defineErrorCodes({
  CUSTOM_SESSION_FAILED: "The session could not be put together",
});
