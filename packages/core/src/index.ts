export { betterAuth } from "./auth";
export { getCurrentAdapter } from "./context/ambient";
export { ENV, env, getBooleanEnvVar, getEnvVar } from "./context/environment";
export { isDevelopment, isProduction, isTest, nodeENV } from "./context/process-mode";
export { getBaseURL, isDynamicBaseURLConfig, resolveBaseURL, resolveDynamicBaseURL } from "./context/resolve-base-url";
export { getRuntimeName, isBun, isDeno, isNode, isWorkerd, type RuntimeName } from "./context/runtime";
export { createTelemetry, getTelemetryAuthConfig, type TelemetryEvent } from "./context/telemetry";
export { generateId } from "./crypto/random";
export { getAuthTables } from "./database/resolve-schema";
export {
  accountSchema,
  coreSchema,
  rateLimitSchema,
  sessionSchema,
  userSchema,
  verificationSchema,
} from "./database/row-schemas";
export { HIDE_METADATA } from "./endpoint/hide-metadata";
export { APIError, BASE_ERROR_CODES, BetterAuthError, defineErrorCodes } from "./error";
export { createLogger, levels, logger, shouldPublishLog } from "./logger/logger";
export { getColorDepth, TTY_COLORS } from "./logger/tty-colors";
export type * from "./types";
export { matchesHostPattern } from "./url/host";
export { getHostFromSource, getProtocolFromSource, isRequestLike } from "./url/request-source";
export { getHost, getOrigin, getProtocol, trimTrailingSlashes } from "./url/url-parts";
export { safeJSONParse } from "./validation/safe-json-parse";
