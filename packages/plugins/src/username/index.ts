export { USERNAME_ERROR_CODES } from "./error-codes";
export type * from "./types";
export { username } from "./username";
