export type * from "./api-types";
export * from "./client";
export { TWO_FACTOR_ERROR_CODES } from "./error-codes";
export { twoFactor } from "./two-factor";
export type * from "./types";
