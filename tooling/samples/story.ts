const ORIGIN = "http://localhost:3000";
const [, , name = "ada"] = process.argv;
/** Whoever the story is about: the first argument of the process. */
export const user = { email: `${name}@example.com`, password: "correct horse", name };

/** What `auth` of a sample is to the story. */
interface Auth {
  handler(request: Request): Promise<Response>;
}

interface Session {
  readonly session: { readonly userId: string };
  readonly user: { readonly id: string; readonly email: string };
}

/** Asks the handler as a browser would, which keeps its cookies. */
function browserOf(auth: Auth) {
  const cookies = new Map<string, string>();
  return async (method: "GET" | "POST", path: string, body?: object) => {
    const headers = new Headers({
      origin: ORIGIN,
      "content-type": "application/json",
      cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
    });
    const request = new Request(`${ORIGIN}/api/auth${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await auth.handler(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, body: await response.json() };
  };
}

/**
 * Somebody signs up, is signed in, signs out, is signed out, fails to sign in, and signs in again.
 * @param whileSignedIn what the application does with the session
 * @returns what was answered, to be printed
 */
export async function liveThrough(auth: Auth, whileSignedIn: (session: Session) => Promise<void>) {
  const send = browserOf(auth);
  const { name: _, ...credentials } = user;
  const emailOf = async () => (await send("GET", "/get-session")).body?.user.email ?? null;
  const steps: [string, unknown][] = [];
  const note = (step: string, found: unknown) => void steps.push([step, found]);

  note("sign up", (await send("POST", "/sign-up/email", user)).status);
  note("sign up again", (await send("POST", "/sign-up/email", user)).status);
  note("session", await emailOf());
  await whileSignedIn((await send("GET", "/get-session")).body);
  note("sign out", (await send("POST", "/sign-out", {})).status);
  note("no session", await emailOf());
  note("wrong password", (await send("POST", "/sign-in/email", { ...credentials, password: "wrong horse" })).status);
  note("sign in", (await send("POST", "/sign-in/email", credentials)).status);
  note("session again", await emailOf());
  return { steps: Object.fromEntries(steps) };
}
