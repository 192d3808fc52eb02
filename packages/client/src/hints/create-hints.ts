import type { ErrorContext, RequestContext, ResponseContext, SuccessContext } from "../fetch/options";

/** Calls after which the browser should have a session. */
const SIGNS_IN = /\/(sign-in|sign-up)\/|\/verify-(totp|otp|backup-code|authentication)$/;

/** Calls after which it should have none. */
const SIGNS_OUT = /\/(sign-out|delete-user|revoke-sessions)$/;

const MENDS: Readonly<Record<string, (page: string) => string>> = {
  INVALID_ORIGIN: (page) =>
    `The server does not trust this page's origin, ${page}. Open the application at its base URL, or add the origin to trustedOrigins of betterAuth().`,
  MISSING_OR_NULL_ORIGIN: () =>
    "The request reached the server without Origin and Referer. A proxy strips them, or the page has a Referrer-Policy of no-referrer and an opaque origin: let the headers through.",
};

const NO_COOKIE =
  "Somebody has signed in, but the next request came without their session: the browser did not keep the cookie, or did not send it. " +
  "Look whether cookies are blocked for this site; whether a proxy drops Set-Cookie; whether the page is http while the base URL is https (the cookie is Secure then); " +
  'and whether page and server are of one site: for two sites set advanced.defaultCookieAttributes: { sameSite: "none", secure: true }.';

const pageOrigin = () => globalThis.window?.location?.origin ?? "";

/** Without the query, which may hold a token. */
const pathOf = ({ url }: RequestContext) => `${url}`.replace(/[?#].*/, "");

/** The request in a message. */
const shown = (request: RequestContext) => `${request.method} ${pathOf(request)}`;

/** Whether a URL leads to another origin than the page's. Relative ones, and those of servers and sandboxed pages, do not. */
function isElsewhere(url: string | URL): boolean {
  const page = pageOrigin();
  return URL.canParse(page) && URL.canParse(`${url}`, page) && new URL(url, page).origin !== page;
}

function misplaced({ response, request }: ResponseContext): string | undefined {
  const isPage = /^text\/html/i.test(response.headers.get("content-type") ?? "");
  if (isPage && response.status >= 500) {
    return `${shown(request)} was answered with an error page (${response.status}): the server failed before the handler could answer. Its own log says why.`;
  }
  if (isPage && response.redirected) {
    return `${shown(request)} was sent on to ${response.url.replace(/[?#].*/, "")}: a middleware that protects pages has to leave the handler's path alone.`;
  }
  const isMissing = response.status === 404 && /\/get-session(\?|$)/.test(`${request.url}`);
  if (!isPage && !isMissing) return undefined;
  return `${shown(request)} was answered with ${isPage ? "a page" : "nothing"} (${response.status}): no handler answers there. Mount auth.handler at that path, or say where it is: createAuthClient({ baseURL, basePath }).`;
}

function unanswered({ request, error }: ErrorContext, isCutOff: boolean): string | undefined {
  if (error.statusText !== "NetworkError") return undefined;
  // It failed before it was put together: in a hook, or for its path.
  if (request.url === undefined) return `A request could not be made: ${error.message}`;
  if (isCutOff) {
    return `The answer to ${shown(request)} broke off before its end: a proxy, a time limit or a crash of the server has closed the connection.`;
  }
  return `${shown(request)} got no answer: is the server running there?${isElsewhere(request.url) ? CROSS_ORIGIN : ""}`;
}

const CROSS_ORIGIN =
  " It is another origin than the page's, so it also has to answer with Access-Control-Allow-Origin (this page's, not *) and Access-Control-Allow-Credentials: true.";

/** Hooks of requests that tell a developer what a failed one most likely means, and the mend; each kind once. */
export interface Hints {
  onRequest(context: RequestContext): void;
  onResponse(context: ResponseContext): void;
  onSuccess(context: SuccessContext): void;
  onError(context: ErrorContext): void;
}

/** @param tell where it is said; by default the console */
export function createHints(tell: (message: string) => void = (message) => console.error(message)): Hints {
  const told = new Set<string>();
  const answered = new WeakSet<RequestContext>();
  /** Questions who is signed in that left after a sign-in: only their answers say something of its cookie. */
  const asked = new WeakSet<RequestContext>();
  let isSignedIn = false;

  const once = (kind: string, message: string | undefined) => {
    if (message === undefined || told.has(kind)) return;
    told.add(kind);
    tell(`[Better Auth] ${message}`);
  };

  return {
    onRequest(request) {
      if (isSignedIn && pathOf(request).endsWith("/get-session")) asked.add(request);
    },
    onResponse(context) {
      answered.add(context.request);
      once("place", misplaced(context));
    },
    onSuccess({ request, data }) {
      const path = pathOf(request);
      if (SIGNS_IN.test(path)) isSignedIn = Boolean(data?.token);
      else if (SIGNS_OUT.test(path)) isSignedIn = false;
      else if (asked.has(request)) {
        if (isSignedIn && !data?.session) once("cookie", NO_COOKIE);
        isSignedIn = false;
      }
    },
    onError(context) {
      const { code } = context.error;
      if (code !== undefined) once(code, MENDS[code]?.(pageOrigin()));
      once("network", unanswered(context, answered.has(context.request)));
    },
  };
}
