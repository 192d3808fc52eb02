import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type ClientStore,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { SessionPair } from "@better-auth/core/types";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { atom } from "nanostores";
import { PASSKEY_ERROR_CODES } from "../error-codes";
import type {
  Passkey,
  PasskeyErrorCodes,
  RegistrationOptionsQuery,
  VerifyRegistrationBody,
  VerifyRegistrationResult,
} from "../types";
import { getPasskeyActions, type PasskeyActions } from "./actions";

/** Methods of the client. */
export interface PasskeyClient extends PasskeyActions {
  passkey: PasskeyActions["passkey"] & {
    /** The passkeys of whoever is signed in. */
    listUserPasskeys: OptionalClientMethod<{}, Passkey[]>;
    deletePasskey: ClientMethod<{ id: string }, { status: boolean }>;
    /** Renames one. */
    updatePasskey: ClientMethod<{ id: string; name: string }, { passkey: Passkey }>;
    /** For a ceremony of your own; `addPasskey` does it all. */
    generateRegisterOptions: OptionalClientMethod<
      { query?: RegistrationOptionsQuery | undefined },
      PublicKeyCredentialCreationOptionsJSON
    >;
    /** For a ceremony of your own; `signIn.passkey` does it all. */
    generateAuthenticateOptions: OptionalClientMethod<{}, PublicKeyCredentialRequestOptionsJSON>;
    verifyRegistration: ClientMethod<VerifyRegistrationBody, VerifyRegistrationResult>;
    verifyAuthentication: ClientMethod<{ response: AuthenticationResponseJSON }, SessionPair>;
  };
}

/** Values of the client's stores. */
export interface PasskeyClientAtoms {
  /** Of whoever is signed in, fetched again when one is added, renamed or deleted, and when the session changes. */
  listPasskeys: AuthQueryState<Passkey[]>;
}

/** What the plugin adds to the client's types. */
export interface PasskeyClientTypes {
  id: "passkey";
  client: PasskeyClient;
  atoms: PasskeyClientAtoms;
  errors: PasskeyErrorCodes;
}

const CHANGES_LIST = [
  "/sign-out",
  "/passkey/verify-registration",
  "/passkey/delete-passkey",
  "/passkey/update-passkey",
];

/** Whoever is signed in now, here or by another tab, is not shown the passkeys of somebody else. */
function followSession({ atoms, listen, notify }: ClientStore) {
  const signal = () => atoms.$listPasskeys?.value;
  listen("$sessionSignal", () => {
    const before = signal();
    // Whatever has changed the session may flip the list's own signal as well, at much the same time: once is enough.
    setTimeout(() => signal() === before && notify("$listPasskeys"), 10);
  });
}

/**
 * The client half.
 *
 * @example
 * const authClient = createAuthClient({ plugins: [passkeyClient()] });
 * await authClient.passkey.addPasskey({ name: "Laptop" });
 * await authClient.signIn.passkey();
 */
export function passkeyClient(): ClientPlugin<PasskeyClientTypes> {
  return {
    id: "passkey",
    getActions($fetch, $store, options) {
      followSession($store);
      return getPasskeyActions($fetch, { $store, throws: options?.fetchOptions?.throw === true });
    },
    getAtoms($fetch) {
      const $listPasskeys = atom(false);
      const listPasskeys = useAuthQuery<Passkey[]>($listPasskeys, "/passkey/list-user-passkeys", $fetch, {
        method: "GET",
      });
      return { $listPasskeys, listPasskeys };
    },
    pathMethods: { "/passkey/register": "POST", "/passkey/authenticate": "POST" },
    atomListeners: [
      { signal: "$listPasskeys", matcher: (path) => CHANGES_LIST.includes(path) },
      { signal: "$sessionSignal", matcher: (path) => path === "/passkey/verify-authentication" },
    ],
    $ERROR_CODES: PASSKEY_ERROR_CODES,
  };
}
