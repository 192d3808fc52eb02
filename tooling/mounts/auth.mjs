// The instance of all servers here. Every read of a session that finds no copy of it extends it, so that it has two cookies
// to tell: the session's and the copy's.
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";

export function createAuth(database, baseURL, plugins = []) {
  return betterAuth({
    baseURL,
    secret: "a secret of more than thirty-two letters",
    database,
    emailAndPassword: { enabled: true },
    user: { additionalFields: { nickname: { type: "string", required: false } } },
    session: { updateAge: 0, cookieCache: { enabled: true } },
    rateLimit: { enabled: false },
    plugins,
  });
}

export const migrate = async (auth) => (await getMigrations(auth.options)).runMigrations();

/** Makes it on an empty database. */
export async function makeAuth(database) {
  const auth = createAuth(database, process.env.BETTER_AUTH_URL);
  await migrate(auth);
  return auth;
}

/** What the servers' own route answers. */
export const portrait = (found) => (found === null ? null : { name: found.user.name, nickname: found.user.nickname });
