// The 21 plugins, and the two that change the session: one adds columns, one replaces it.

import { betterAuth } from "better-auth";
import Database from "better-sqlite3";
import {
  address,
  announcement,
  apiKey,
  auditLog,
  bookmark,
  comment,
  consent,
  customSession,
  device,
  document,
  featureFlag,
  membership,
  notification,
  preference,
  quota,
  recoveryCode,
  referral,
  subscription,
  tag,
  ticket,
  waitlist,
  webhook,
  workspace,
} from "synthetic-plugins/server";

export const auth = betterAuth({
  database: new Database(":memory:"),
  emailAndPassword: { enabled: true },
  socialProviders: { github: { clientId: "", clientSecret: "" } },
  user: { additionalFields: { role2: { type: "string", required: false } } },
  plugins: [
    address(),
    announcement(),
    apiKey(),
    auditLog(),
    bookmark(),
    comment(),
    consent(),
    device(),
    document(),
    featureFlag(),
    notification(),
    preference(),
    quota(),
    recoveryCode(),
    referral(),
    subscription(),
    tag(),
    ticket(),
    waitlist(),
    webhook(),
    workspace({
      statements: { project: ["create", "archive"] },
      roles: { editor: { project: ["create"] } },
      teams: { enabled: true },
    }),
    membership(),
    customSession(async ({ session, user }) => ({ session, user: { ...user, initials: user.name.slice(0, 1) } })),
  ],
});

export type Session = typeof auth.$Infer.Session;

export async function use(headers: Headers) {
  const session = await auth.api.getSession({ headers });
  const id: string | undefined = session?.user.id;
  const initials: string | undefined = session?.user.initials;
  const signIn = await auth.api.signInEmail({ body: { email: "a", password: "b" } });
  const token: string = signIn.token;
  const role: string | null | undefined = signIn.user.role2;
  const signUp = await auth.api.signUpEmail({ body: { email: "a", password: "b", name: "c", invitationCode: "d" } });
  const sessions = await auth.api.listSessions({ headers });
  const same: Session | null = session;
  return { id, initials, role, token, signUp, sessions, same };
}

export async function more(headers: Headers) {
  const full = await auth.api.getFullWorkspace({ headers, query: { workspaceId: "1" } });
  const created = await auth.api.createWorkspace({ headers, body: { name: "a", slug: "b" } });
  const permission = await auth.api.hasWorkspacePermission({
    headers,
    body: { workspaceId: "1", permissions: { project: ["create"] } },
  });
  const bookmarks = await auth.api.listBookmarks({ headers, query: { limit: 1 } });
  const announcement = await auth.api.createAnnouncement({ headers, body: { title: "a", text: "b" } });
  return { full, created, permission, bookmarks, announcement };
}
