import { makeAuth } from "test-kit";
import { vi } from "vitest";

/** Each read extends the session, so each has two cookies to tell: the session's and the copy's. */
const refreshing = { session: { updateAge: 0, cookieCache: { enabled: true } } };

/** The cookies of a session that was extended. */
export const bothCookies = ["better-auth.session_token", "better-auth.session_data"];

/** An instance, somebody who is signed in there, and the reads of sessions. */
export async function signedIn(options: Parameters<typeof makeAuth>[0] = refreshing) {
  const { auth, browser } = await makeAuth(options);
  const alice = browser();
  await alice.signUp();
  const headers = alice.headers();
  return { auth, headers, reads: vi.spyOn(auth.api, "getSession") };
}

/** The names of the cookies that an answer sets. */
export const namesOf = (response: Response) => response.headers.getSetCookie().map((line) => line.split("=")[0]);
