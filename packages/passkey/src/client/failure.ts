import type { ClientError } from "@better-auth/client";
import { WebAuthnError } from "@simplewebauthn/browser";
import type { PasskeyErrorCodes } from "../types";

const refused = (code: string, message: string): ClientError => ({
  code,
  message,
  status: 400,
  statusText: "BAD_REQUEST",
});

/** Why nobody was asked to sign in, or said no: the browser does not tell one from the other. */
export function authenticationFailure(error: unknown, { AUTH_CANCELLED }: PasskeyErrorCodes): ClientError {
  const { code, message } = AUTH_CANCELLED;
  return refused(error instanceof WebAuthnError ? error.code : code, message);
}

/** Why there is no new passkey. `code` is SimpleWebAuthn's where it has one. */
export function registrationFailure(error: unknown, codes: PasskeyErrorCodes): ClientError {
  if (error instanceof WebAuthnError) {
    if (error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
      return refused(error.code, codes.PREVIOUSLY_REGISTERED.message);
    }
    if (error.code === "ERROR_CEREMONY_ABORTED") {
      return refused(error.code, codes.REGISTRATION_CANCELLED.message);
    }
    return refused(error.code, error.message);
  }
  const { code, message } = codes.UNKNOWN_ERROR;
  const told = error instanceof Error && error.message ? error.message : message;
  return { code, message: told, status: 500, statusText: "INTERNAL_SERVER_ERROR" };
}
