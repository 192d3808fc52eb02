export { commonAuthenticatorNames, getAuthenticatorName } from "./authenticator-names";
export { PASSKEY_ERROR_CODES } from "./error-codes";
export { passkey } from "./passkey";
export type * from "./types";
