import type {
  ApiMethod,
  Awaitable,
  BodyInput,
  GenericEndpointContext,
  SessionPair,
  User,
} from "@better-auth/core/types";

/** A mail to send. */
export interface MagicLinkMail {
  /** As it was typed. */
  email: string;
  /** What the mail has to lead to. */
  url: string;
  /** The secret in it, for a page of your own that calls `magicLink.verify`. */
  token: string;
  /** What the caller gave. */
  metadata?: Record<string, unknown> | undefined;
}

/** How a token stands in the database. */
export type StoreMagicLinkToken =
  | "plain"
  | "hashed"
  | { type: "custom-hasher"; hash: (token: string) => Promise<string> };

/** Options of the plugin. */
export interface MagicLinkOptions {
  /** Sends the mail. */
  sendMagicLink: (mail: MagicLinkMail, ctx?: GenericEndpointContext) => Awaitable<void>;
  /** Seconds that a link works. @default 300 */
  expiresIn?: number | undefined;
  /** @deprecated a link works once, whatever this says */
  allowedAttempts?: number | undefined;
  /** Nobody new comes in by a link. @default false */
  disableSignUp?: boolean | undefined;
  /** Requests of one client: of links, and visits of them. @default five in 60 seconds */
  rateLimit?: { window: number; max: number } | undefined;
  /** The secret of a link. @default 32 letters */
  generateToken?: ((email: string) => Awaitable<string>) | undefined;
  /** @default "plain", inside an identifier that `verification.storeIdentifier` hashes */
  storeToken?: StoreMagicLinkToken | undefined;
}

/** Body of `signInMagicLink`. */
export interface SignInMagicLinkBody {
  email: string;
  /** For somebody new. At most 255 characters. */
  name?: string | undefined;
  /** Where the link leads on to. @default "/" */
  callbackURL?: string | undefined;
  /** Where it leads somebody new. @default callbackURL */
  newUserCallbackURL?: string | undefined;
  /** Where it leads when it does not work, with `error`. @default callbackURL */
  errorCallbackURL?: string | undefined;
  /** For the function that sends the mail. */
  metadata?: Record<string, unknown> | undefined;
}

/** Query of `magicLinkVerify`. */
export interface VerifyMagicLinkQuery {
  token: string;
  /** Where to redirect to; without it the answer is JSON. */
  callbackURL?: string | undefined;
  newUserCallbackURL?: string | undefined;
  errorCallbackURL?: string | undefined;
}

/** What `magicLinkVerify` answers without a `callbackURL`. */
export interface VerifyMagicLinkResult extends SessionPair {
  token: string;
  user: User;
}

/** Methods of `auth.api`. */
export interface MagicLinkApi {
  /** Mails a link; answers the same whoever has the address. */
  signInMagicLink: ApiMethod<BodyInput<SignInMagicLinkBody> & { headers: HeadersInit }, { status: boolean }>;
  /** Spends the token of a link, and signs in. */
  magicLinkVerify: ApiMethod<
    { query: VerifyMagicLinkQuery; headers: HeadersInit; request?: Request | undefined },
    VerifyMagicLinkResult
  >;
}

/** What the plugin adds to the types. */
export interface MagicLinkTypes {
  id: "magic-link";
  api: MagicLinkApi;
}
