export { getCryptoKey } from "./crypto/crypto-key";
export { formatEnvelope, parseEnvelope } from "./crypto/envelope";
export { constantTimeEqual } from "./crypto/equal";
export { symmetricDecodeJWT, symmetricEncodeJWT } from "./crypto/jwe";
export { signJWT, verifyJWT } from "./crypto/jwt";
export { makeSignature } from "./crypto/keyring";
export { hashPassword, verifyPassword } from "./crypto/password";
export { generateRandomString } from "./crypto/random";
export {
  type SymmetricDecryptOptions,
  type SymmetricEncryptOptions,
  symmetricDecrypt,
  symmetricEncrypt,
} from "./crypto/symmetric";
export type { SecretConfig } from "./types";
