import { type Check, type Finding, type Link, orWell } from "../check";
import { isLocalHost } from "../facts/base";
import { type Answer, ELSEWHERE, isAnswer, type ServerFacts } from "../facts/server";

const MOUNT: Link = "docs/installation.md#5-mount-the-handler";
const BASE: Link = "docs/security.md#the-base-url";
const LIVE: Link = "docs/security.md#before-you-go-live";

/** Why the handler is not where it was looked for; `null` when it is. */
function judgeMount({ ok, url }: ServerFacts): Finding | null {
  if (!isAnswer(ok)) {
    return {
      status: "broken",
      found: `${url.origin} does not answer: ${ok.mistake}`,
      why: "nobody can sign in",
      mend: "Check the address, and that the server runs.",
      link: "docs/installation.md#when-it-does-not-work",
    };
  }
  const mend = `Mount the handler at ${url.pathname}, or name its path: --url ${url.origin}/<path>.`;
  if (ok.status === 200 && /"ok"\s*:\s*true/.test(ok.text)) return null;
  if (ok.status >= 300 && ok.status < 400) {
    return {
      status: "broken",
      found: `${url.href}/ok redirects to ${URL.parse(ok.headers.get("location") ?? "", url)?.origin ?? "nowhere"}`,
      why: "requests of the client lose their method and their body on the way",
      mend: "Name the address that it leads to, here and as the base URL; keep the handler out of redirects for pages.",
      link: MOUNT,
    };
  }
  const isPage = ok.headers.get("content-type")?.includes("text/html") === true;
  return {
    status: "broken",
    found: `${url.href}/ok answers ${ok.status}${isPage ? " with a page of the application" : ""}`,
    why: isPage ? "the handler is not mounted there" : "the handler is mounted there under another path, or fails",
    mend,
    link: MOUNT,
  };
}

function codeOf({ text }: Answer): unknown {
  try {
    return (JSON.parse(text) as { code?: unknown }).code;
  } catch {
    return undefined;
  }
}

function judgeSignIn({ emptySignIn: answer, url }: ServerFacts): Finding[] {
  if (!isAnswer(answer) || answer.status === 404 || answer.status === 429) return [];
  const findings: Finding[] = [];
  const code = codeOf(answer);
  if (code === "INVALID_ORIGIN" || code === "MISSING_OR_NULL_ORIGIN") {
    findings.push({
      status: "broken",
      found: `a sign-in from ${url.origin} is refused as foreign`,
      why: "the server has another base URL, and does not trust this origin",
      mend: `Set BETTER_AUTH_URL to ${url.origin} where the server runs, or add it to trustedOrigins.`,
      link: BASE,
    });
  } else if (answer.status >= 500 || code === undefined) {
    findings.push({
      status: "broken",
      found: `an empty sign-in is answered by ${answer.status}${code === undefined ? " without a code" : ""}`,
      why: "it should be a 400 that says what is missing; the server's log knows more",
      mend: "Read the log, and check that nothing between here and the handler reads the body.",
      link: MOUNT,
    });
  }
  if (answer.headers.getSetCookie().length > 0) {
    findings.push({
      status: "weak",
      found: "an empty sign-in sets cookies",
      why: "something before the handler does, and caches may hand them to others",
      mend: `Keep other middleware away from ${url.pathname}.`,
      link: MOUNT,
    });
  }
  return findings;
}

function judgeOwnAddress({ url, ownAddress, ownAddressWhenForged }: ServerFacts): Finding[] {
  if (ownAddressWhenForged === ELSEWHERE) {
    return [
      {
        status: "broken",
        found: "a forged X-Forwarded-Host changes the address that the server believes to have",
        why: "links in mails can be made to lead to a stranger's site",
        mend: "Set BETTER_AUTH_URL, or let the proxy overwrite the header, and name your hosts in baseURL.allowedHosts.",
        link: BASE,
      },
    ];
  }
  if (ownAddress === null || ownAddress === url.origin) return [];
  return [
    {
      status: "broken",
      found: `the server believes to be at ${ownAddress}, and is asked at ${url.origin}`,
      why: "links in mails lead there, and cookies may be for another host",
      mend: `Set BETTER_AUTH_URL to ${url.origin} where the server runs.`,
      link: BASE,
    },
  ];
}

function judgeTransport({ url, ok, overHttp }: ServerFacts): Finding[] {
  if (!isAnswer(ok)) return [];
  if (url.protocol === "http:") {
    if (isLocalHost(url.hostname)) return [];
    const mend = "Get a certificate, and redirect HTTP to https.";
    return [
      {
        status: "broken",
        found: "it is asked over plain HTTP",
        why: "everybody in the network reads along",
        mend,
        link: LIVE,
      },
    ];
  }
  const findings: Finding[] = [];
  if (isAnswer(overHttp) && !(overHttp.headers.get("location") ?? "").startsWith("https:")) {
    findings.push({
      status: "weak",
      found: `plain HTTP is answered by ${overHttp.status}, not by a redirect to https`,
      why: "whoever types the address without https signs in for everybody to read",
      mend: "Redirect every request of port 80 to https (301 or 308).",
      link: LIVE,
    });
  }
  if (!ok.headers.has("strict-transport-security")) {
    findings.push({
      status: "weak",
      found: "there is no Strict-Transport-Security header",
      why: "the first request of a visitor can be kept on plain HTTP",
      mend: "Let the proxy or the framework send strict-transport-security: max-age=31536000.",
      link: LIVE,
    });
  }
  return findings;
}

function judgeForeignPages({ fromElsewhere: answer }: ServerFacts): Finding[] {
  if (!isAnswer(answer)) return [];
  const allowed = answer.headers.get("access-control-allow-origin");
  const mayCarry = answer.headers.get("access-control-allow-credentials") === "true";
  if (allowed === ELSEWHERE && mayCarry) {
    return [
      {
        status: "broken",
        found: "pages of every site may read answers, with the visitor's cookies",
        why: "any site can read who is signed in, and act in their name",
        mend: "Let the CORS middleware allow your own origins by name; do not echo the Origin header.",
        link: "docs/security.md#trusted-origins",
      },
    ];
  }
  if (allowed === "*" && mayCarry) {
    return [
      {
        status: "weak",
        found: "CORS allows * together with credentials",
        why: "browsers refuse just that, so clients of another origin cannot sign in",
        mend: "Let the CORS middleware allow your own origins by name.",
        link: "docs/cookies.md#another-origin",
      },
    ];
  }
  return [];
}

/** A running server, seen from outside. */
export const server: Check = {
  id: "server",
  title: "Server",
  run({ server: facts }) {
    if (facts === null) return [];
    const mount = judgeMount(facts);
    if (mount !== null) return [mount];
    return orWell(
      [judgeSignIn, judgeOwnAddress, judgeTransport, judgeForeignPages].flatMap((judge) => judge(facts)),
      `${facts.url.href} answers as it should`,
    );
  },
};
