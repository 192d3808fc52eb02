// What a visitor does at an application of the Remix family, and what has to come out. The application is made of the
// framework's own request handler and of routes that are written by hand; its pages answer with their loaders' data.
import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { expect } from "vitest";

const origin = "http://localhost:3000";

/** An instance with its tables, and what makes its sessions due for more time. */
export async function makeAuth(plugins = []) {
  const database = new DatabaseSync(":memory:");
  const auth = betterAuth({
    baseURL: origin,
    secret: "a secret of the tests, and nobody else's",
    database,
    emailAndPassword: { enabled: true },
    session: { cookieCache: { enabled: true } }, // so that answers have several cookies
    rateLimit: { enabled: false },
    plugins,
  });
  await (await getMigrations(auth.options)).runMigrations();
  const age = () =>
    database.exec(`update session set "expiresAt" = '${new Date(Date.now() + 3600_000).toISOString()}'`);
  return { auth, age };
}

/** A server build: `root`, and its children by their paths. */
export function buildOf(root, children, future = {}) {
  const page = (id, { resource, ...module }) => ({
    id,
    module: resource ? module : { default: () => null, ...module },
  });
  const routes = { root: { path: "", ...page("root", root) } };
  for (const [path, child] of Object.entries(children)) routes[path] = { parentId: "root", path, ...page(path, child) };
  return {
    routes,
    entry: {
      module: {
        default: (_request, status, headers, { staticHandlerContext }) =>
          Response.json(staticHandlerContext.loaderData, { status, headers }),
        handleError: () => {},
      },
    },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    assetsBuildDirectory: "",
    publicPath: "/",
    future,
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: "initial", manifestPath: "/__manifest" },
  };
}

const names = (answer) => answer.headers.getSetCookie().map((line) => line.split("=")[0]);
const cookieOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
const both = ["better-auth.session_token", "better-auth.session_data"];

/**
 * Signs up through the handler's route, is known to `/me`, is told when that read extended the session, signs in by an
 * action of `/sign-in`, and signs out.
 *
 * @param answer the framework's request handler
 * @param age makes sessions due for more time
 * @param email of whoever visits
 */
export async function visit(answer, age, email = "ada@example.com") {
  const ada = { name: "Ada Łovelace", email, password: "correct horse" };
  const send = (path, cookie, body, headers = {}) => {
    const sent = typeof body === "string" ? body : body && JSON.stringify(body);
    const type = sent && { "content-type": sent === body ? "application/x-www-form-urlencoded" : "application/json" };
    return answer(
      new Request(new URL(path, origin), {
        method: body ? "POST" : "GET",
        headers: { host: "localhost:3000", origin, cookie, ...type, ...headers },
        ...(sent && { body: sent }),
      }),
    );
  };

  const signedUp = await send("/api/auth/sign-up/email", "", ada);
  expect([signedUp.status, names(signedUp)]).toEqual([200, both]);
  const cookie = cookieOf(signedUp);
  expect((await (await send("/api/auth/get-session", cookie)).json()).user.name).toBe(ada.name);

  expect((await (await send("/me", cookie)).json()).me).toEqual({ name: ada.name });
  const stranger = await send("/me", "theme=dark");
  expect([stranger.status, stranger.headers.get("location")]).toEqual([302, "/sign-in"]);

  age();
  const token = cookie.split("; ")[0]; // without the copy of the session, which still says that it is not due
  const extended = await send("/me", token);
  expect(extended.headers.getSetCookie()[0]).toMatch(/^better-auth\.session_token=.*Max-Age=604800/);
  expect((await (await send("/me", cookieOf(extended))).json()).me).toEqual({ name: ada.name });

  const form = new URLSearchParams({ email: ada.email, password: ada.password }).toString();
  const signedIn = await send("/sign-in", "", form);
  expect([signedIn.status, signedIn.headers.get("location"), names(signedIn)]).toEqual([302, "/me", both]);
  expect((await (await send("/me", cookieOf(signedIn))).json()).me).toEqual({ name: ada.name });

  const wrong = await send("/api/auth/sign-in/email", "", { ...ada, password: "wrong horse" });
  expect([wrong.status, (await wrong.json()).code]).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
  const unknown = await send("/api/auth/nothing", "");
  expect([unknown.status, await unknown.text()]).toEqual([404, ""]);
  expect((await send("/api/auth/sign-out", cookie, {}, { origin: "https://evil.example" })).status).toBe(403);

  const signedOut = await send("/api/auth/sign-out", cookie, {});
  expect(names(signedOut)).toEqual(expect.arrayContaining(both));
  for (const line of signedOut.headers.getSetCookie()) expect(line).toMatch(/Max-Age=0/);
  expect((await send("/me", token)).status).toBe(302);
}
