// What talks to the authenticator: loaded when somebody wants a passkey, not with the page.
import type { ClientError } from "@better-auth/client";
import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { PasskeyErrorCodes } from "../types";
import { authenticationFailure, registrationFailure } from "./failure";

/** What an authenticator is asked for: a new passkey has a relying party, `rp`. */
export type CeremonyOptions = PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON;

/** What came of it. */
export type CeremonyOutcome =
  | { answer: RegistrationResponseJSON | AuthenticationResponseJSON; error?: undefined }
  | { answer?: undefined; error: ClientError };

/**
 * Asks the authenticator for a passkey, or for an answer by one.
 *
 * @param isConditional no dialog: the browser makes a passkey by itself, or offers them in the form's suggestions
 * @param codes given, so that the page and what is loaded later share no code
 */
export async function perform(
  options: CeremonyOptions,
  isConditional: boolean,
  codes: PasskeyErrorCodes,
): Promise<CeremonyOutcome> {
  if ("rp" in options) {
    return startRegistration({ optionsJSON: options, useAutoRegister: isConditional }).then(
      (answer) => ({ answer }),
      (error) => ({ error: registrationFailure(error, codes) }),
    );
  }
  return startAuthentication({ optionsJSON: options, useBrowserAutofill: isConditional }).then(
    (answer) => ({ answer }),
    (error) => ({ error: authenticationFailure(error, codes) }),
  );
}
