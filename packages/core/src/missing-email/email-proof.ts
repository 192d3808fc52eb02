import type { ProviderFacts } from "../account-linking/facts";
import { sha256Base64url } from "../crypto/digest";
import { constantTimeEqual } from "../crypto/equal";
import { generateRandomString } from "../crypto/random";
import { clearPendingSignIn } from "../sign-in/pending";
import type { GenericEndpointContext } from "../types";
import { canonicalEmail } from "../user/email";
import { changeWaiting, findWaiting, spendWaiting, WAITING_COOKIE } from "./place";
import type { WaitingSignIn } from "./waiting";

const TOKEN_LENGTH = 32;
/** For one sign-in. Whoever mistypes an address types another one; nobody mails to a list of them. */
const MOST_MAILS = 5;

/** What came of a wish for a proof. */
export type ProofRequest =
  | { readonly status: "to-be-sent"; readonly token: string; readonly email: string; readonly waiting: WaitingSignIn }
  /** No sign-in waits for this browser (any more). */
  | { readonly status: "none" }
  | { readonly status: "too-many-mails" };

/**
 * Takes the address that somebody typed for the sign-in that waits for this browser, and makes the token that proves it. A
 * token that was mailed before proves nothing any more.
 */
export async function requestProof(ctx: GenericEndpointContext, typed: string): Promise<ProofRequest> {
  const email = canonicalEmail(typed);
  const token = generateRandomString(TOKEN_LENGTH, "a-z", "A-Z", "0-9");
  const tokenDigest = await sha256Base64url(token);
  // Whoever misses was overtaken, by a mail that is counted, or by the end of the sign-in: the turns are as few as the mails.
  for (let turn = 0; turn <= MOST_MAILS; turn++) {
    const found = await findWaiting(ctx);
    if (found === null) return { status: "none" };
    const { waiting } = found;
    if (waiting.mails >= MOST_MAILS) break;
    const changes = { mails: waiting.mails + 1, proof: { email, tokenDigest } };
    if ((await changeWaiting(ctx, found, changes)) === "changed")
      return { status: "to-be-sent", token, email, waiting };
  }
  return { status: "too-many-mails" };
}

/** What came of a token that somebody has brought from a mail. */
export type SpentProof =
  | { readonly status: "proved"; readonly waiting: WaitingSignIn; readonly email: string }
  /** No sign-in waits for this browser (any more). */
  | { readonly status: "none" }
  /** One does, and this is not the newest token that was mailed for it. */
  | { readonly status: "wrong" };

/**
 * Spends the sign-in that waits for this browser, if the token is the one that was mailed to the address it has now: of
 * parallel callers one does. A wrong token costs nothing: there are more of them than anybody can try.
 */
export async function spendProof(ctx: GenericEndpointContext, token: string): Promise<SpentProof> {
  const found = await findWaiting(ctx);
  if (found === null) return { status: "none" };
  const { proof } = found.waiting;
  if (proof === null || !constantTimeEqual(await sha256Base64url(token), proof.tokenDigest)) return { status: "wrong" };
  if (!(await spendWaiting(ctx, found))) return { status: "none" };
  clearPendingSignIn(ctx, WAITING_COOKIE);
  return { status: "proved", waiting: found.waiting, email: proof.email };
}

/** What a provider has said of somebody, with the address that they have proved in its place. */
export function factsWithEmail(
  { accountId, userInfo, profile, tokens }: WaitingSignIn,
  provider: ProviderFacts["provider"],
  email: string,
): ProviderFacts {
  const proved = { ...userInfo, email, emailVerified: true };
  return { provider, accountId, userInfo: proved, profile, tokens, isEmailProvedHere: true };
}
