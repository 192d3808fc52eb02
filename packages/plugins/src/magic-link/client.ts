import type { ClientMethod, ClientPlugin } from "@better-auth/client";
import type { SignInMagicLinkBody, VerifyMagicLinkQuery, VerifyMagicLinkResult } from "./types";

/** Methods of the client. */
export interface MagicLinkClient {
  signIn: {
    /** Mails a link. */
    magicLink: ClientMethod<SignInMagicLinkBody, { status: boolean }>;
  };
  magicLink: {
    /** Spends a token, for a page of your own that the mail leads to; the session store follows. */
    verify: ClientMethod<{ query: VerifyMagicLinkQuery }, VerifyMagicLinkResult>;
  };
}

/** What the plugin adds to the client's types. */
export interface MagicLinkClientTypes {
  id: "magic-link";
  client: MagicLinkClient;
}

/**
 * The client half.
 * @example createAuthClient({ plugins: [magicLinkClient()] })
 */
export function magicLinkClient(): ClientPlugin<MagicLinkClientTypes> {
  return {
    id: "magic-link",
    pathMethods: { "/magic-link/verify": "GET" },
    atomListeners: [{ signal: "$sessionSignal", matcher: (path) => path === "/magic-link/verify" }],
  };
}
