export { APIError, type APIErrorBody, isAPIError } from "./api-error";
export { BetterAuthError } from "./better-auth-error";
export { BASE_ERROR_CODES } from "./codes";
export { defineErrorCodes } from "./define-error-codes";
export { STATUS_CODES } from "./status";
