export type * from "@simplewebauthn/server";
export {
  type AddPasskeyInput,
  getPasskeyActions,
  type PasskeyActions,
  type PasskeyStores,
  type SignInPasskeyInput,
} from "./client/actions";
export type { PasskeyAnswer, PasskeyMethod, WebAuthnResult } from "./client/method";
export {
  type PasskeyClient,
  type PasskeyClientAtoms,
  type PasskeyClientTypes,
  passkeyClient,
} from "./client/passkey-client";
export { PASSKEY_ERROR_CODES } from "./error-codes";
export type {
  Passkey,
  PasskeyAuthenticationOptions,
  PasskeyErrorCodes,
  PasskeyExtensionsResolver,
  PasskeyOptions,
  PasskeyRegistrationOptions,
  PasskeyRegistrationUser,
  RegistrationOptionsQuery,
  VerifyRegistrationBody,
  VerifyRegistrationResult,
} from "./types";
