export { betterAuth } from "./auth";
export { getCurrentAdapter } from "./context/ambient";
export { getEnvVar, isProduction } from "./context/environment";
export { generateId } from "./crypto/random";
export { getAuthTables } from "./database/resolve-schema";
export { APIError, BASE_ERROR_CODES, BetterAuthError, defineErrorCodes } from "./error";
export { createLogger, shouldPublishLog } from "./logger/logger";
export type * from "./types";
