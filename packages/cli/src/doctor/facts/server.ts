import { type ClockReading, compareClocks } from "./database-clock";
import { foreignMessage } from "./foreign-message";
import { PATIENCE } from "./time-limit";

/** An answer of the running server. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** At most the first thousand characters. */
  readonly text: string;
  readonly clock: ClockReading | null;
}

/** What came of a question: an answer, or why there is none. */
export type Asked = Answer | { readonly mistake: string };

/** What a running server shows to whoever asks. */
export interface ServerFacts {
  /** With the base path. */
  readonly url: URL;
  readonly ok: Asked;
  /** A sign-in without a body. */
  readonly emptySignIn: Asked;
  /** Where an unknown reset link leads, as the server knows its own address; `null` when it was not told. */
  readonly ownAddress: string | null;
  /** The same, asked with forged forwarding headers. */
  readonly ownAddressWhenForged: string | null;
  /** Asked from a page of somebody else. */
  readonly fromElsewhere: Asked;
  /** Over plain HTTP; `null` when the address is no https one. */
  readonly overHttp: Asked | null;
  /** Several sign-ins in a row, and one more with a forged address. `null` when there was nothing to sign in to. */
  readonly limit: { readonly statuses: readonly number[]; readonly whenForged: number | null } | null;
}

/** Names of hosts that belong to nobody (RFC 2606). */
export const ELSEWHERE = "https://doctor.invalid";
/** More than the core's own rule for sign-ins lets pass. */
const SIGN_INS = 5;

/** Whether a question was answered. */
export function isAnswer(asked: Asked | null): asked is Answer {
  return asked !== null && "status" in asked;
}

async function ask(url: URL | string, init: RequestInit = {}): Promise<Asked> {
  const sent = Date.now();
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...init });
    const received = Date.now();
    const text = (await response.text()).slice(0, 1000);
    const date = Date.parse(response.headers.get("date") ?? "");
    // The header counts whole seconds.
    const clock = Number.isNaN(date) ? null : compareClocks(date, sent, received, 1000);
    return { status: response.status, headers: response.headers, text, clock };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return { mistake: foreignMessage(cause) };
  }
}

/** Where an unknown link leads tells which address the server believes to have. It spends nothing. */
async function askForOwnAddress(base: string, headers: Record<string, string> = {}): Promise<string | null> {
  const answer = await ask(`${base}/reset-password/doctor?callbackURL=`, { headers });
  const location = isAnswer(answer) ? answer.headers.get("location") : null;
  return location === null ? null : (URL.parse(location)?.origin ?? null);
}

async function tryLimit(base: string, init: RequestInit, first: number): Promise<ServerFacts["limit"]> {
  const statuses = [first];
  while (statuses.length < SIGN_INS && !statuses.includes(429)) {
    const answer = await ask(`${base}/sign-in/email`, init);
    if (!isAnswer(answer)) return null;
    statuses.push(answer.status);
  }
  if (!statuses.includes(429)) return { statuses, whenForged: null };
  const forged = { ...(init.headers as Record<string, string>), "x-forwarded-for": "203.0.113.77" };
  const answer = await ask(`${base}/sign-in/email`, { ...init, headers: forged });
  return { statuses, whenForged: isAnswer(answer) ? answer.status : null };
}

/** The plain HTTP side of an https address, on the port that browsers try first. */
function plainOf(url: URL): URL | null {
  if (url.protocol !== "https:" || url.port !== "") return null;
  const plain = new URL(url);
  plain.protocol = "http:";
  return plain;
}

/**
 * Asks a running server what anybody could ask it. Nobody is signed in and nothing is stored; a few empty sign-ins count
 * towards the rate limit of whoever runs this.
 *
 * @param url with the base path
 */
export async function askServer(url: URL): Promise<ServerFacts> {
  const base = url.href.replace(/\/+$/, "");
  const ok = await ask(`${base}/ok`);
  const nothing: ServerFacts = {
    url,
    ok,
    emptySignIn: ok,
    ownAddress: null,
    ownAddressWhenForged: null,
    fromElsewhere: ok,
    overHttp: null,
    limit: null,
  };
  if (!isAnswer(ok)) return nothing;

  const signIn: RequestInit = {
    method: "POST",
    headers: { "content-type": "application/json", origin: url.origin },
    body: "{}",
  };
  const emptySignIn = await ask(`${base}/sign-in/email`, signIn);
  const forged = { "x-forwarded-host": new URL(ELSEWHERE).host, "x-forwarded-proto": "https" };
  const plain = plainOf(url);
  return {
    url,
    ok,
    emptySignIn,
    ownAddress: await askForOwnAddress(base),
    ownAddressWhenForged: await askForOwnAddress(base, forged),
    fromElsewhere: await ask(`${base}/get-session`, { headers: { origin: ELSEWHERE } }),
    overHttp: plain === null ? null : await ask(plain),
    limit:
      isAnswer(emptySignIn) && [400, 401, 403, 422, 429].includes(emptySignIn.status)
        ? await tryLimit(base, signIn, emptySignIn.status)
        : null,
  };
}
