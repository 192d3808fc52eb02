import type { BetterFetchOption, BetterFetchResponse, CallOptions, ClientError } from "@better-auth/client";
import type { AuthenticationExtensionsClientOutputs } from "@simplewebauthn/server";

/** What the authenticator said, for callers that ask for it with `returnWebAuthnResponse`. */
export interface WebAuthnResult<Response> {
  response: Response;
  /** Results of extensions. They stay in the browser: they may hold secrets. */
  clientExtensionResults: AuthenticationExtensionsClientOutputs;
}

/** `{ data, error }`, and what the authenticator said; with `throw: true` the data itself. */
export type PasskeyAnswer<Data, Response, Throws extends boolean> = BetterFetchResponse<Data, ClientError, Throws> &
  (Throws extends true ? unknown : { webauthn?: WebAuthnResult<Response> | undefined });

/** A call that asks the authenticator between two requests. */
export type PasskeyMethod<Input, Data, Response> = <const Throws extends boolean = false>(
  input?: (Input & CallOptions<Throws>) | undefined,
  fetchOptions?: BetterFetchOption<Throws> | undefined,
) => Promise<PasskeyAnswer<Data, Response, Throws>>;
