export { constantTimeEqual } from "./crypto/equal";
export { makeSignature } from "./crypto/keyring";
export { hashPassword, verifyPassword } from "./crypto/password";
export { generateRandomString } from "./crypto/random";
