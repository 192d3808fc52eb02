import type {
  ApiMethod,
  Awaitable,
  BodyInput,
  ErrorCodes,
  GenericEndpointContext,
  OptionalApiMethod,
  Session,
  SessionPair,
  User,
} from "@better-auth/core/types";
import type {
  AuthenticationExtensionsClientInputs,
  AuthenticationResponseJSON,
  AuthenticatorSelectionCriteria,
  CredentialDeviceType,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
  VerifiedAuthenticationResponse,
  VerifiedRegistrationResponse,
} from "@simplewebauthn/server";

/** A passkey of a user. */
export interface Passkey {
  id: string;
  /** What its user calls it. */
  name?: string | null | undefined;
  /** The COSE key, in base64. */
  publicKey: string;
  userId: string;
  /** In base64url. */
  credentialID: string;
  /** How often it was used, as it says itself; 0 for passkeys that do not count. */
  counter: number;
  /** "multiDevice": it is synchronised. */
  deviceType: CredentialDeviceType;
  backedUp: boolean;
  /** How browsers reach it, with commas between: "internal,hybrid". */
  transports?: string | null | undefined;
  createdAt: Date;
  /** What kind of authenticator it says to be; see `getAuthenticatorName`. */
  aaguid?: string | null | undefined;
}

/** Whom a passkey is registered for. */
export interface PasskeyRegistrationUser {
  /** The id of the user in the database; one that `afterVerification` replaces may be anything. */
  id: string;
  /** What authenticators show beside the passkey, such as the address. */
  name: string;
  /** @default name */
  displayName?: string | undefined;
}

/** WebAuthn extensions to ask authenticators for, or a function that says which. */
export type PasskeyExtensionsResolver =
  | AuthenticationExtensionsClientInputs
  | ((args: { ctx: GenericEndpointContext }) => Awaitable<AuthenticationExtensionsClientInputs | undefined>);

/** How passkeys are registered. */
export interface PasskeyRegistrationOptions {
  /**
   * Only somebody who is signed in registers a passkey. With `false`, `resolveUser` says whom it is for when nobody is.
   * @default true
   */
  requireSession?: boolean | undefined;
  /**
   * Says for whom a passkey is registered when nobody is signed in. Whoever `resolveUser` lets through gets a way into that
   * account: check what `context` holds, such as the token of an invitation, before naming a user who is there already.
   */
  resolveUser?:
    | ((args: {
        ctx: GenericEndpointContext;
        /** What the client gave to `addPasskey`. */
        context?: string | null | undefined;
      }) => Awaitable<PasskeyRegistrationUser>)
    | undefined;
  /** Runs when the authenticator's answer is right, before the passkey is stored. Sign-up makes the user here. */
  afterVerification?:
    | ((args: {
        ctx: GenericEndpointContext;
        verification: VerifiedRegistrationResponse;
        user: PasskeyRegistrationUser;
        clientData: RegistrationResponseJSON;
        context?: string | null | undefined;
      }) => Awaitable<void | {
        /** Whose the passkey is; somebody who is signed in stays that. */
        userId?: string | undefined;
        /** The passkey's name, unless the client gave one. */
        name?: string | undefined;
      }>)
    | undefined;
  extensions?: PasskeyExtensionsResolver | undefined;
}

/** How people sign in. */
export interface PasskeyAuthenticationOptions {
  extensions?: PasskeyExtensionsResolver | undefined;
  /** Runs when the authenticator's answer is right, before there is a session. A throw refuses the sign-in. */
  afterVerification?:
    | ((args: {
        ctx: GenericEndpointContext;
        verification: VerifiedAuthenticationResponse;
        clientData: AuthenticationResponseJSON;
      }) => Awaitable<void>)
    | undefined;
}

/** Options of the plugin. */
export interface PasskeyOptions {
  /**
   * The domain that passkeys are bound to, without a scheme or a port: "example.com" for all of its subdomains. A function
   * finds it for each request.
   * @default the host of the base URL
   */
  rpID?: string | ((ctx: GenericEndpointContext) => Awaitable<string>) | undefined;
  /** What authenticators call the application. @default the application's `appName` */
  rpName?: string | undefined;
  /** Origins of the pages that use passkeys. @default the origin of the base URL, and trusted origins */
  origin?: string | readonly string[] | null | undefined;
  /** Which authenticators may register. @default { residentKey: "preferred", userVerification: "preferred" } */
  authenticatorSelection?: AuthenticatorSelectionCriteria | undefined;
  /**
   * Refuses passkeys that were used without a PIN, a fingerprint or a face.
   * @default true if `authenticatorSelection.userVerification` is "required"
   */
  requireUserVerification?: boolean | undefined;
  advanced?:
    | {
        /** The cookie that finds the challenge, for five minutes. @default "better-auth-passkey" */
        webAuthnChallengeCookie?: string | undefined;
      }
    | undefined;
  registration?: PasskeyRegistrationOptions | undefined;
  authentication?: PasskeyAuthenticationOptions | undefined;
  /** Other names for the table and its columns. */
  schema?:
    | {
        passkey?:
          | {
              modelName?: string | undefined;
              fields?: { [K in Exclude<keyof Passkey, "id">]?: string | undefined } | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** Query of `generatePasskeyRegistrationOptions`. */
export interface RegistrationOptionsQuery {
  /** Of this device, or one that is plugged in or nearby. */
  authenticatorAttachment?: "platform" | "cross-platform" | undefined;
  /** What authenticators show in place of the address. */
  name?: string | undefined;
  /** For `resolveUser` and `afterVerification`. */
  context?: string | undefined;
}

/** Body of `verifyPasskeyRegistration`. */
export interface VerifyRegistrationBody {
  /** What the authenticator answered. */
  response: RegistrationResponseJSON;
  /** What its user calls it. At most 255 characters. */
  name?: string | undefined;
  /** Signs in whoever has registered without being signed in. @default false */
  createSession?: boolean | undefined;
}

/** The new passkey; with `createSession` the session and the user as well. */
export interface VerifyRegistrationResult extends Passkey {
  session?: Session | undefined;
  user?: User | undefined;
}

/** Methods of `auth.api`. */
export interface PasskeyApi {
  /** Begins a registration; the cookie in its answer belongs to it. */
  generatePasskeyRegistrationOptions: OptionalApiMethod<
    { query?: RegistrationOptionsQuery | undefined; headers?: HeadersInit | undefined; request?: Request | undefined },
    PublicKeyCredentialCreationOptionsJSON
  >;
  /** Begins a sign-in; the cookie in its answer belongs to it. */
  generatePasskeyAuthenticationOptions: OptionalApiMethod<
    { headers?: HeadersInit | undefined; request?: Request | undefined },
    PublicKeyCredentialRequestOptionsJSON
  >;
  /** @throws {APIError} 400 CHALLENGE_NOT_FOUND, FAILED_TO_VERIFY_REGISTRATION, PREVIOUSLY_REGISTERED; 401 for somebody else's */
  verifyPasskeyRegistration: ApiMethod<
    BodyInput<VerifyRegistrationBody> & { headers: HeadersInit },
    VerifyRegistrationResult
  >;
  /** @throws {APIError} 400 CHALLENGE_NOT_FOUND, AUTHENTICATION_FAILED; 401 PASSKEY_NOT_FOUND, AUTHENTICATION_FAILED */
  verifyPasskeyAuthentication: ApiMethod<
    BodyInput<{ response: AuthenticationResponseJSON }> & { headers: HeadersInit },
    SessionPair
  >;
  /** The passkeys of whoever is signed in, oldest first. */
  listPasskeys: ApiMethod<{ headers: HeadersInit; request?: Request | undefined }, Passkey[]>;
  /** @throws {APIError} 404 PASSKEY_NOT_FOUND, somebody else's included */
  deletePasskey: ApiMethod<BodyInput<{ id: string }> & { headers: HeadersInit }, { status: boolean }>;
  /** @throws {APIError} 404 PASSKEY_NOT_FOUND, somebody else's included */
  updatePasskey: ApiMethod<BodyInput<{ id: string; name: string }> & { headers: HeadersInit }, { passkey: Passkey }>;
}

/** Codes of the plugin's errors. */
export type PasskeyErrorCodes = ErrorCodes<
  | "CHALLENGE_NOT_FOUND"
  | "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY"
  | "FAILED_TO_VERIFY_REGISTRATION"
  | "PASSKEY_NOT_FOUND"
  | "AUTHENTICATION_FAILED"
  | "UNABLE_TO_CREATE_SESSION"
  | "USER_NOT_FOUND"
  | "FAILED_TO_UPDATE_PASSKEY"
  | "PREVIOUSLY_REGISTERED"
  | "REGISTRATION_CANCELLED"
  | "AUTH_CANCELLED"
  | "UNKNOWN_ERROR"
  | "SESSION_REQUIRED"
  | "RESOLVE_USER_REQUIRED"
  | "RESOLVED_USER_INVALID"
>;

/** What the plugin adds to the types. */
export interface PasskeyTypes {
  id: "passkey";
  api: PasskeyApi;
  errors: PasskeyErrorCodes;
}
