/** What to do about it. */
export type Mend = "sign-in-as-before" | "sign-up";

/** Why a provider has signed nobody in, or an account was not linked. */
export interface ProviderProblem {
  text: string;
  mend?: Mend;
}

const tryAgain = "It took too long, or went on in another tab or browser. Try again.";
const notTrusted =
  "What the provider has answered is not to be trusted. Try again; if it stays so, tell whoever runs it.";

/** By the `error` that a callback adds to `errorCallbackURL`. */
const problems: Readonly<Record<string, ProviderProblem>> = {
  // What the person can mend.
  access_denied: { text: "You said no there, so nothing has happened here." },
  account_not_linked: {
    text: "There is an account with this address already, and nobody has shown yet that the address is theirs. Is it yours?",
    mend: "sign-in-as-before",
  },
  email_not_found: {
    text: "The provider does not tell us your address, and we need one. Allow it there, or sign up with a password.",
    mend: "sign-up",
  },
  email_not_verified: {
    text: "Your address is not verified yet. Open the link that we have mailed you, then try again.",
  },
  email_does_not_match: {
    text: "That account has another address than yours here. Change one of the two, then link it.",
  },
  account_already_linked_to_different_user: {
    text: "That account belongs to somebody else here: perhaps to you, under another address.",
  },
  unable_to_link_account: {
    text: "The account was not linked: its address is not verified there, or you were signed out meanwhile.",
  },
  session_not_fresh: { text: "It is a while since you signed in. Sign out and in again, then link the account." },
  signup_disabled: { text: "Nobody here has that account, and it does not let new people in." },

  // What goes away by itself, or with another try.
  state_mismatch: { text: tryAgain },
  state_not_found: { text: tryAgain },
  no_code: { text: tryAgain },
  invalid_code: { text: "The provider did not confirm that it was you. Try again." },
  unable_to_get_user_info: { text: "The provider does not say who you are. Try again in a moment." },
  temporarily_unavailable: { text: "The provider is busy. Try again in a moment." },
  server_error: { text: "Something went wrong at the provider. Try again in a moment." },
  unable_to_create_user: { text: "Your account could not be made. Try again in a moment." },

  // What nobody can mend but whoever runs one of the two.
  issuer_missing: { text: notTrusted },
  issuer_mismatch: { text: notTrusted },
  nonce_binding_missing: { text: notTrusted },
  oauth_provider_not_found: { text: "Nobody can sign in with this provider any more." },
};

/** @param code a value that anybody can put into an address */
export function providerProblem(code: string): ProviderProblem {
  return (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? { text: "That did not work. Try again." };
}

/** Of those that may come without a way back: the sign-in page gets them, whatever was begun. */
export const hasLostItsWay = (code: string): boolean => ["state_mismatch", "state_not_found"].includes(code);
