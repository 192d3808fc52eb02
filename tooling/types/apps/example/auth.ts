// An application's server. Everything is exported, so that its declarations have to name every type.

import { betterAuth } from "better-auth";
import { toNextJsHandler } from "better-auth/next-js";
import Database from "better-sqlite3";
import { bookmark, customSession, membership, workspace } from "synthetic-plugins/server";
import { loyalty } from "./loyalty/loyalty.js";
import { shelf } from "./shelf.js";

export const auth = betterAuth({
  appName: "Example",
  database: new Database(":memory:"),
  emailAndPassword: { enabled: true, password: { hash: async (password) => password } },
  socialProviders: { github: { clientId: "", clientSecret: "" } },
  trustedOrigins: async (request) => [request?.headers.get("origin")],
  user: {
    additionalFields: {
      team: { type: "string" },
      age: { type: "number", required: false },
      level: { type: ["guest", "regular"], defaultValue: "guest" },
    },
  },
  session: { additionalFields: { device: { type: "string", required: false } } },
  plugins: [
    bookmark(),
    membership(),
    workspace({
      statements: { project: ["create", "archive"] },
      roles: { editor: { project: ["create"] } },
      teams: { enabled: true },
    }),
    loyalty({ rate: 2 }),
    shelf(),
  ],
});

export const { GET, POST } = toNextJsHandler(auth);
export const { api, handler, $ERROR_CODES } = auth;
export const { getSession, signInEmail, signUpEmail, listBookmarks, hasWorkspacePermission } = auth.api;
export type Session = typeof auth.$Infer.Session;

export async function whoIs(headers: Headers) {
  return auth.api.getSession({ headers });
}

export async function join(headers: Headers) {
  const joined = await auth.api.signUpEmail({
    body: { name: "A", email: "a@example.com", password: "correct horse", team: "red", invitationCode: "x" },
    returnHeaders: true,
  });
  const level: "guest" | "regular" | "patron" = joined.response.user.level;
  const points: number = (await auth.api.redeem({ headers, body: { amount: 1 } })).left;
  const places = await auth.api.putOnShelf({ headers, params: { place: "top" }, body: { thing: "cup" } });
  return { joined, level, points, places };
}

export const bare = betterAuth({ database: new Database(":memory:") });
export const shaped = betterAuth({
  plugins: [customSession(async ({ session, user }) => ({ who: user.name, until: session.expiresAt }))],
});
export type Shaped = typeof shaped.$Infer.Session;
