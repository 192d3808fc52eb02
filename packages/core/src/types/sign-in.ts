import type { GenericEndpointContext } from "./endpoint";
import type { User } from "./models";

/** What somebody proved to get here. */
export interface SignInFactor {
  /** The way in: "password", "social:github", "magic-link", "passkey", … */
  id: string;
  /** The factor itself proved that the person reads the user's mail. */
  provesEmail?: boolean | undefined;
  /** Ids of requirements that this sign-in has met already, as when a second factor completes it. */
  satisfies?: readonly string[] | undefined;
  /** The factor is a second factor in itself, such as a passkey with user verification. */
  multiFactor?: boolean | undefined;
  /**
   * The password that was right. A sign-in that ends with a later step rests on it still: a requirement keeps this, and gives
   * it with the factor of that step.
   */
  password?: ProvedPassword | undefined;
}

/** A password at the time that it was proved. */
export interface ProvedPassword {
  /** The `id` of the account's row. */
  readonly accountId: string;
  /** That row's `updatedAt`: when the password was last changed. */
  readonly since: Date;
}

/** What a requirement says of a sign-in. */
export type SignInVerdict =
  | { readonly status: "satisfied" }
  | {
      /** Something is still owed. No session is written; the browser gets a pending cookie instead. */
      readonly status: "pending";
      /** What the answer's body tells the client. */
      readonly response: Readonly<Record<string, unknown>>;
      /** What the pending cookie refers to; the requirement's own key for the rest of the sign-in. */
      readonly identifier: string;
      /** Seconds. @default 600 */
      readonly maxAge?: number | undefined;
      /** The pending cookie's name without prefix. @default "sign_in_pending" */
      readonly cookie?: string | undefined;
      /**
       * Where a browser goes that would have been redirected, as after a link in a mail: a path, or a URL of a trusted origin.
       * In its query stand the members of `response` that are text, numbers, booleans or lists of text, and as `callbackURL`
       * where it would have gone.
       * @default where it would have gone, with the same members in the query
       */
      readonly page?: string | undefined;
    }
  | {
      readonly status: "deny";
      /** An APIError's status, code and message. */
      readonly error: { readonly status: number; readonly code: string; readonly message: string };
    };

/** Something that has to hold before a session is written, whatever the first factor was. */
export interface SignInRequirement {
  id: string;
  /** Lower is asked first. Core asks "email-verified" at 100; a second factor stands at 500. */
  order: number;
  evaluate(
    user: User & Record<string, unknown>,
    factor: SignInFactor,
    ctx: GenericEndpointContext,
  ): SignInVerdict | Promise<SignInVerdict>;
}
