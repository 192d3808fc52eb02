// A provider of plain OAuth 2.0 (RFC 6749, RFC 7636) on this machine: no ID tokens, and two requests for the profile. It
// stands for GitHub: same paths, same answers.
import { createHash, randomUUID } from "node:crypto";
import { listen } from "./listen.mjs";
import { choicePage, problemPage } from "./page.mjs";
import { makeDirectory, people } from "./people.mjs";
import { chosenPerson, readForm, sendPage } from "./requests.mjs";

/**
 * Starts it. Any client id will do; its secret has to be the one given.
 *
 * @param {object} options
 * @param {string} options.clientSecret
 * @param {string} [options.application] what people see it called
 * @param {number} [options.port] 0 for any that is free
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function startPlainProvider({ clientSecret, application = "The application", port = 0 }) {
  const server = await listen(port);
  const directory = makeDirectory();
  /** What each code was given for. */
  const codes = new Map();
  /** Who each access token is about. */
  const tokens = new Map();

  async function authorize(request, response, url) {
    const { redirect_uri: redirectURI, state, code_challenge: challenge } = Object.fromEntries(url.searchParams);
    if (!redirectURI) return sendPage(response, 400, problemPage({ code: "redirect_uri is missing" }));
    if (request.method !== "POST") return sendPage(response, 200, choicePage({ application, people }));
    const form = await readForm(request);
    const back = new URL(redirectURI);
    if (state) back.searchParams.set("state", state);
    if (form.has("refuse")) {
      back.searchParams.set("error", "access_denied");
      back.searchParams.set("error_description", "The user has denied your application access.");
    } else {
      const code = randomUUID();
      codes.set(code, { person: chosenPerson(form, directory), redirectURI, challenge });
      back.searchParams.set("code", code);
    }
    response.writeHead(303, { location: back.href }).end();
  }

  async function exchange(request, response) {
    const form = await readForm(request);
    const given = codes.get(form.get("code"));
    codes.delete(form.get("code")); // RFC 6749 §4.1.2: once
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      given !== undefined &&
      form.get("client_secret") === clientSecret &&
      form.get("redirect_uri") === given.redirectURI &&
      (given.challenge ?? challenge) === challenge;
    // As GitHub says no: with a status of 200.
    if (!isRight) return sendJSON(response, { error: "bad_verification_code" });
    const token = randomUUID();
    tokens.set(token, given.person);
    sendJSON(response, { access_token: token, token_type: "bearer", scope: "read:user,user:email" });
  }

  function tell(request, response, what) {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    const person = tokens.get(token);
    if (person === undefined) return sendJSON(response, { message: "Bad credentials" }, 401);
    sendJSON(response, what(person));
  }

  server.handle((request, response) => {
    const url = new URL(request.url, server.origin);
    switch (url.pathname) {
      case "/login/oauth/authorize":
        return authorize(request, response, url);
      case "/login/oauth/access_token":
        return exchange(request, response);
      case "/user":
        return tell(request, response, profileOf);
      case "/user/emails":
        return tell(request, response, emailsOf);
      default:
        return sendJSON(response, { message: "Not Found" }, 404);
    }
  });
  return { origin: server.origin, close: server.close };
}

/** Its address is not public: it is among those of `/user/emails` alone. */
const profileOf = ({ sub, name }) => ({
  id: Number.parseInt(sub.slice(0, 10), 16),
  login: name.toLowerCase().replace(/\W+/g, "-"),
  name,
  email: null,
  avatar_url: `https://avatars.githubusercontent.com/u/${Number.parseInt(sub.slice(0, 6), 16)}`,
});

const emailsOf = ({ email, emailVerified }) =>
  email === undefined ? [] : [{ email, primary: true, verified: emailVerified, visibility: "private" }];

function sendJSON(response, value, status = 200) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}
