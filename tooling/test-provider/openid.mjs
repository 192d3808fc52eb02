// A real OpenID provider (OpenID Connect Core 1.0) on this machine, with a page of its own in the place of a password.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import Provider, { interactionPolicy } from "oidc-provider";
import { listen } from "./listen.mjs";
import { choicePage, problemPage } from "./page.mjs";
import { makeDirectory, people } from "./people.mjs";
import { chosenPerson, readForm, sendPage } from "./requests.mjs";

/** What an application is here. */
export const client = { id: "demo", secret: "everybody-may-know-it" };

/**
 * Starts it. Only this machine reaches it, and it lets everybody be anybody: an application that people reach must not
 * believe it.
 *
 * @param {object} options
 * @param {string[]} options.redirectURIs where browsers are sent back to
 * @param {string} [options.application] what people see it called
 * @param {number} [options.port] 0 for any that is free
 * @param {number} [options.accessTokenSeconds] how long access tokens work
 * @returns {Promise<{ issuer: string, close: () => Promise<void> }>}
 */
export async function startOpenIDProvider({
  redirectURIs,
  application = "The application",
  port = 0,
  accessTokenSeconds = 3600,
}) {
  const server = await listen(port);
  const directory = makeDirectory();
  const provider = withoutNotices(
    () =>
      new Provider(server.origin, {
        ...rules,
        clients: [
          {
            client_id: client.id,
            client_secret: client.secret,
            client_name: application,
            redirect_uris: redirectURIs,
            grant_types: ["authorization_code", "refresh_token"],
            token_endpoint_auth_method: "client_secret_post",
          },
        ],
        jwks: { keys: [makeSigningKey()] },
        cookies: { keys: [randomUUID()] },
        ttl: {
          AccessToken: accessTokenSeconds,
          Grant: 86_400,
          IdToken: 3600,
          Interaction: 600,
          RefreshToken: 86_400,
          Session: 3600,
        },
        findAccount: (_ctx, sub) => accountOf(directory.get(sub)),
      }),
  );
  const answer = provider.callback();
  server.handle(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    try {
      await interact({ provider, directory, application }, request, response);
    } catch (error) {
      const { error: code = "server_error", error_description: description = error.message } = error;
      sendPage(response, error.statusCode ?? 500, problemPage({ code, description }));
    }
  });
  return { issuer: server.origin, close: server.close };
}

/** Asks every time who it is, as whoever tries things out wants to be several people. */
function askEveryTime() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy
    .get("login")
    .checks.add(
      new Check("every_time", "Somebody has to be chosen", (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

const rules = {
  claims: { email: ["email", "email_verified"], profile: ["name"] },
  scopes: ["openid", "email", "profile"],
  features: { devInteractions: { enabled: false } },
  interactions: { policy: askEveryTime(), url: (_ctx, { uid }) => `/interaction/${uid}` },
  pkce: { required: () => true },
  issueRefreshToken: () => true,
  rotateRefreshToken: true, // the one before is worth nothing then
  expiresWithSession: () => false,
  renderError: (ctx, { error, error_description: description }) => {
    ctx.type = "html";
    ctx.body = problemPage({ code: error, description });
  },
};

function makeSigningKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), alg: "RS256", use: "sig" };
}

function accountOf(person) {
  if (person === undefined) return undefined;
  const { sub, name, email, emailVerified } = person;
  return {
    accountId: sub,
    claims: () => ({ sub, name, ...(email === undefined ? {} : { email, email_verified: emailVerified }) }),
  };
}

/** Shows the page, and takes what was chosen on it. */
async function interact({ provider, directory, application }, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    return sendPage(response, 200, choicePage({ application, people }));
  }
  const form = await readForm(request);
  if (form.has("refuse")) {
    const result = { error: "access_denied", error_description: "The person said no." };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const person = chosenPerson(form, directory);
  const grant = new provider.Grant({ accountId: person.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { login: { accountId: person.sub, remember: false }, consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** It says of itself what is not fit for the public. This one is not for the public. */
function withoutNotices(make) {
  const { info, warn } = console;
  console.info = console.warn = () => {};
  try {
    return make();
  } finally {
    Object.assign(console, { info, warn });
  }
}
