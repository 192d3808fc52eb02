import {
  type BetterFetch,
  BetterFetchError,
  type BetterFetchOption,
  broadcastSession,
  type CallOptions,
  type ClientError,
  type ClientStore,
} from "@better-auth/client";
import type { SessionPair } from "@better-auth/core/types";
import type {
  AuthenticationExtensionsClientInputs,
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { PASSKEY_ERROR_CODES } from "../error-codes";
import type { RegistrationOptionsQuery, VerifyRegistrationResult } from "../types";
import type { CeremonyOptions } from "./ceremony";
import type { PasskeyMethod } from "./method";

/** What `passkey.addPasskey` takes. */
export interface AddPasskeyInput extends RegistrationOptionsQuery {
  /** WebAuthn extensions, besides those of the server. */
  extensions?: AuthenticationExtensionsClientInputs | undefined;
  /** Lets the browser make a passkey without asking, right after a sign-in with a password. @default false */
  useAutoRegister?: boolean | undefined;
  /** Signs in whoever has registered without being signed in. @default false */
  createSession?: boolean | undefined;
  /** Gives back what the authenticator said, as `webauthn`. @default false */
  returnWebAuthnResponse?: boolean | undefined;
}

/** What `signIn.passkey` takes. */
export interface SignInPasskeyInput {
  /**
   * Offers passkeys in the form's own suggestions (conditional UI), for a field with `autocomplete="username webauthn"`. The
   * promise waits until somebody chooses one.
   * @default false
   */
  autoFill?: boolean | undefined;
  /** WebAuthn extensions, besides those of the server. */
  extensions?: AuthenticationExtensionsClientInputs | undefined;
  /** Gives back what the authenticator said, as `webauthn`. @default false */
  returnWebAuthnResponse?: boolean | undefined;
}

/** What the methods work with. */
export interface PasskeyStores {
  $store: Pick<ClientStore, "notify">;
  /** The client's own `fetchOptions.throw`. */
  throws?: boolean | undefined;
}

/** The methods that ask an authenticator. */
export interface PasskeyActions {
  signIn: {
    /** Signs in; the session store follows. */
    passkey: PasskeyMethod<SignInPasskeyInput, SessionPair, AuthenticationResponseJSON>;
  };
  passkey: {
    /** Registers a passkey; the list of passkeys follows. */
    addPasskey: PasskeyMethod<AddPasskeyInput, VerifyRegistrationResult, RegistrationResponseJSON>;
  };
}

interface Ceremony {
  /** Where it begins, and where its answer goes. */
  readonly paths: readonly [begin: string, end: string];
  readonly query?: object;
  /** No dialog: the browser suggests a passkey, or makes one. */
  readonly isConditional: boolean | undefined;
  /** What is sent besides the authenticator's answer. */
  readonly body?: object;
  /** Whether somebody is signed in by it. */
  readonly isSignIn: (data: unknown) => boolean;
}

/** A page that was opened before a new one was put in its place, or has lost the network, finds no more of its code. */
const unreachable = (error: Error): ClientError => ({
  message: error.message,
  status: 0,
  statusText: "NetworkError",
});

/** The methods of the client that ask an authenticator: options from the server, the authenticator, its answer to the server. */
export function getPasskeyActions($fetch: BetterFetch, { $store, throws }: PasskeyStores): PasskeyActions {
  const tellStores = (isSignedIn: boolean) => {
    if (isSignedIn) {
      $store.notify("$sessionSignal");
      if (globalThis.window) broadcastSession("getSession");
    }
    $store.notify("$listPasskeys");
  };

  async function run(
    { paths, query, isConditional = false, body, isSignIn }: Ceremony,
    input: SignInPasskeyInput & CallOptions,
    fetchOptions: BetterFetchOption | undefined,
  ) {
    const given: BetterFetchOption = { ...fetchOptions, ...input.fetchOptions };
    const isThrowing = given.throw ?? throws;
    const fail = (error: ClientError) => {
      if (isThrowing) throw new BetterFetchError(error.status, error.statusText, error);
      return { data: null, error };
    };

    // What the caller wants to hear of is the call as a whole, so its hooks wait for the second request.
    const { onRequest: _, onResponse: __, onSuccess: ___, ...first } = given;
    const [begun, ceremony] = await Promise.all([
      $fetch<CeremonyOptions>(paths[0], { ...first, method: "GET", query, throw: false }),
      // It takes more bytes than all the rest, and most pages never ask.
      import("./ceremony").catch(unreachable),
    ]);
    if (begun.error) return fail(begun.error);
    if ("status" in ceremony) return fail(ceremony);

    const options = { ...begun.data, extensions: { ...begun.data.extensions, ...input.extensions } };
    const { answer, error } = await ceremony.perform(options, isConditional, PASSKEY_ERROR_CODES);
    if (error) return fail(error);
    const { clientExtensionResults, ...response } = answer;
    const ended = await $fetch(paths[1], {
      ...given,
      method: "POST",
      body: { ...body, response },
      throw: false,
      async onSuccess(context) {
        try {
          await given.onSuccess?.(context);
        } finally {
          // A redirect of a framework is thrown, too: the call has worked all the same.
          if (!given.disableSignal) tellStores(isSignIn(context.data));
        }
      },
    });
    if (ended.error) return fail(ended.error);
    if (isThrowing) return ended.data;
    return {
      ...ended,
      ...(input.returnWebAuthnResponse && { webauthn: { response: answer, clientExtensionResults } }),
    };
  }

  const passkey = (input: SignInPasskeyInput & CallOptions = {}, fetchOptions?: BetterFetchOption) =>
    run(
      {
        paths: ["/passkey/generate-authenticate-options", "/passkey/verify-authentication"],
        isConditional: input.autoFill,
        isSignIn: () => true,
      },
      input,
      fetchOptions,
    );

  const addPasskey = (input: AddPasskeyInput & CallOptions = {}, fetchOptions?: BetterFetchOption) => {
    const { authenticatorAttachment, name, context, createSession, useAutoRegister } = input;
    return run(
      {
        paths: ["/passkey/generate-register-options", "/passkey/verify-registration"],
        query: { authenticatorAttachment, name, context },
        isConditional: useAutoRegister,
        body: { name, createSession },
        isSignIn: (data) => Boolean((data as Partial<VerifyRegistrationResult> | null)?.session),
      },
      input,
      fetchOptions,
    );
  };

  // Each method gives `{ data, error }`, or with `throw: true` the data; which, the types say by the argument.
  return { signIn: { passkey }, passkey: { addPasskey } } as PasskeyActions;
}
