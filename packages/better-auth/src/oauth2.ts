export {
  applyUpdateUserInfoOnLink,
  decryptOAuthToken,
  type GenerateStateOptions,
  generateIdTokenNonce,
  generateState,
  getAuthStateVerificationIdentifier,
  getOAuthCallbackPath,
  handleOAuthUserInfo,
  linkOAuthAccount,
  parseState,
  setTokenUtil,
} from "@better-auth/core/lifecycle";
export * from "@better-auth/core/oauth2";
