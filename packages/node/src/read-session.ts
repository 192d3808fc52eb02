/** The part of an instance that reads sessions. `typeof auth` is one, with its additional fields. */
export interface SessionReader {
  readonly api: {
    getSession(input: { headers: Headers; returnHeaders: true }): Promise<{
      headers: Headers;
      response: { session: object; user: object } | null;
    }>;
  };
  /** For types only. */
  readonly $Infer: { Session: { session: object; user: object } };
}

/** The session of an instance, additional fields and those of plugins included. */
export type SessionOf<A extends SessionReader> = A["$Infer"]["Session"]["session"];

/** The user of an instance, additional fields and those of plugins included. */
export type UserOf<A extends SessionReader> = A["$Infer"]["Session"]["user"];

/** Who sent a request. */
export interface FoundSession<A extends SessionReader> {
  readonly session: SessionOf<A> | null;
  readonly user: UserOf<A> | null;
  /** `Set-Cookie` lines that the answer has to carry: the read may have extended the session, or found that it is over. */
  readonly setCookies: readonly string[];
}

/** Finds out who sent a request, and what its answer has to tell the browser. */
export async function readSession<A extends SessionReader>(auth: A, headers: Headers): Promise<FoundSession<A>> {
  const { response, headers: told } = await auth.api.getSession({ headers, returnHeaders: true });
  return { session: response?.session ?? null, user: response?.user ?? null, setCookies: told.getSetCookie() };
}

/** Of what a read has to tell, the lines for cookies that an answer does not set itself: it knows better. */
export function linesBeside(own: readonly string[], setCookies: readonly string[]): string[] {
  const known = new Set(own.map(cookieOf));
  return setCookies.filter((line) => !known.has(cookieOf(line)));
}

/** The cookie that a line sets; several lines may be chunks of one: "name.0", "name.1". */
function cookieOf(line: string): string {
  return line.slice(0, line.indexOf("=")).replace(/\.\d+$/, "");
}
