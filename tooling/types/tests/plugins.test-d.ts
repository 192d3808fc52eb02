// What plugins bring to the types of server and client, the 21 and the variants installed at once.
import type { ErrorCode, Session, SessionPair, User } from "@better-auth/core/types";
import { betterAuth } from "better-auth";
import { inferAdditionalFields } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";
import {
  announcementClient,
  type Bookmark,
  type BookmarkList,
  customSessionClient,
  membershipClient,
  syntheticClientPlugins,
  workspaceClient,
} from "../plugins/client.ts";
import {
  type Announcement,
  announcement,
  customSession,
  membership,
  runtimePlugins,
  syntheticPlugins,
  type WorkspaceMember,
  workspace,
} from "../plugins/server.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const headers = new Headers();
const person = { name: "A", email: "a@example.com", password: "correct horse" };

export async function all() {
  const auth = betterAuth({ plugins: syntheticPlugins() });
  expectType<BookmarkList>()(await auth.api.listBookmarks({ headers, query: { limit: 3 } }));
  expectType<Bookmark>()(await auth.api.pinBookmark({ headers, body: { id: "1" } }));
  expectType<{ count: number }>()(await auth.api.countApiKeys());
  expectType<Announcement[]>()(await auth.api.listAnnouncements());
  expectType<ErrorCode<"QUOTA_EXCEEDED">>()(auth.$ERROR_CODES.QUOTA_EXCEEDED);
  expectType<Bookmark>()({} as typeof auth.$Infer.Bookmark);
  // @ts-expect-error: it needs an id
  await auth.api.pinBookmark({ headers, body: {} });
  // @ts-expect-error: there is no such label
  await auth.api.findTag({ headers, params: { name: "x" } });

  const client = createAuthClient({ plugins: syntheticClientPlugins() });
  expectType<BookmarkList | null>()((await client.bookmark.list({ query: { limit: 3 } })).data);
  expectType<Bookmark | null>()((await client.bookmark.pin({ id: "1" })).data);
  expectType<BookmarkList | null>()(client.useBookmarks().data);
  expectType<Announcement | null>()((await client.announcement.create({ title: "a", text: "b" })).data);
  expectType<ErrorCode<"QUOTA_EXCEEDED">>()(client.$ERROR_CODES.QUOTA_EXCEEDED);
  // @ts-expect-error: it needs an id
  await client.bookmark.pin({});
  // @ts-expect-error: there is no such method
  client.bookmark.burn;
  // @ts-expect-error: signals are no hooks
  client.useBookmarkSignal;
}

/** The 21 change nothing in the session. */
export async function sessionStaysAsItIs() {
  const auth = betterAuth({ plugins: runtimePlugins() });
  expectType<SessionPair<Session, User> | null>()(await auth.api.getSession({ headers }));
  await auth.api.signUpEmail({ body: person });
  const client = createAuthClient({ plugins: syntheticClientPlugins() });
  expectType<SessionPair<Session, User> | null>()(client.useSession().data);
}

/** Roles, permissions and teams come from the options. */
export async function genericPlugin() {
  const access = {
    statements: { project: ["create", "archive"], billing: ["read"] },
    roles: { editor: { project: ["create"] }, accountant: { billing: ["read"] } },
    teams: { enabled: true },
  } as const;
  type Role = "owner" | "member" | "editor" | "accountant";

  const { api, $Infer } = betterAuth({ plugins: [workspace(access)] });
  const place = { workspaceId: "1" };
  expectType<WorkspaceMember<Role>[]>()(await api.listWorkspaceMembers({ headers, query: place }));
  expectType<WorkspaceMember<Role>>()({} as typeof $Infer.WorkspaceMember);
  await api.inviteWorkspaceMember({ headers, body: { ...place, email: "b@example.com", role: "editor" } });
  await api.hasWorkspacePermission({ headers, body: { ...place, permissions: { project: ["archive"] } } });
  await api.createWorkspaceTeam({ headers, body: { ...place, name: "red" } });
  // @ts-expect-error: there is no such role
  await api.inviteWorkspaceMember({ headers, body: { ...place, email: "b@example.com", role: "king" } });
  // @ts-expect-error: there is no such action
  await api.hasWorkspacePermission({ headers, body: { ...place, permissions: { project: ["burn"] } } });
  // @ts-expect-error: there is nothing of that name
  await api.hasWorkspacePermission({ headers, body: { ...place, permissions: { castle: ["create"] } } });

  const client = createAuthClient({ plugins: [workspaceClient(access)] });
  expectType<WorkspaceMember<Role>[] | null>()((await client.workspace.listMembers({ query: place })).data);
  await client.workspace.hasPermission({ ...place, permissions: { billing: ["read"] } });
  await client.workspace.createTeam({ ...place, name: "red" });
  // @ts-expect-error: there is no such action
  await client.workspace.hasPermission({ ...place, permissions: { billing: ["write"] } });
  // @ts-expect-error: there is no such role
  await client.workspace.inviteMember({ ...place, email: "b@example.com", role: "king" });

  // written in place, the options say as much
  const inline = betterAuth({
    plugins: [workspace({ statements: { project: ["create"] }, roles: { editor: { project: ["create"] } } })],
  });
  await inline.api.hasWorkspacePermission({ headers, body: { ...place, permissions: { project: ["create"] } } });
  // @ts-expect-error: there is no such action
  await inline.api.hasWorkspacePermission({ headers, body: { ...place, permissions: { project: ["archive"] } } });

  // @ts-expect-error: a role may only be given what is declared
  workspace({ statements: { project: ["create"] }, roles: { editor: { project: ["archive"] } } });

  const plain = betterAuth({ plugins: [workspace()] });
  await plain.api.hasWorkspacePermission({ headers, body: { ...place, permissions: { member: ["invite"] } } });
  // @ts-expect-error: teams are off
  plain.api.createWorkspaceTeam;
  // @ts-expect-error: teams are off
  betterAuth({ plugins: [workspace({ teams: { enabled: false } })] }).api.createWorkspaceTeam;
  // @ts-expect-error: teams are off
  createAuthClient({ plugins: [workspaceClient()] }).workspace.createTeam;
}

/** What a function gives in place of the session is what everybody reads. */
export async function replacedSession() {
  const auth = betterAuth({
    plugins: [
      membership(),
      customSession(async ({ session, user }) => ({ who: user.name, until: session.expiresAt, roles: ["reader"] })),
    ],
  });
  type Shaped = typeof auth.$Infer.Session;
  expectType<{ readonly who: string; readonly until: Date; readonly roles: readonly ["reader"] }>()({} as Shaped);
  expectType<Shaped | null>()(await auth.api.getSession({ headers }));
  expectType<User & { level: "guest" }>()({} as User & { level: "guest" });

  const client = createAuthClient({ plugins: [customSessionClient<Shaped>()] });
  expectType<Shaped | null>()(client.useSession().data);
  expectType<Shaped | null>()((await client.getSession()).data);
  expectType<Shaped>()({} as typeof client.$Infer.Session);
}

/** Columns of a plugin stand in user and session, and what it needs is asked for, on both sides. */
export async function columnsOfPlugin() {
  const auth = betterAuth({ plugins: [membership()] });
  const { user } = await auth.api.signUpEmail({ body: { ...person, invitationCode: "x" } });
  expectType<"guest" | "regular" | "patron">()(user.level);
  expectType<string | null | undefined>()((await auth.api.getSession({ headers }))?.session.levelAtSignIn);
  await auth.api.updateUser({ headers, body: { memberSince: null } });
  // @ts-expect-error: the code is missing
  await auth.api.signUpEmail({ body: person });

  const client = createAuthClient({ plugins: [membershipClient()] });
  expectType<"guest" | "regular" | "patron" | undefined>()(client.useSession().data?.user.level);
  await client.signUp.email({ ...person, invitationCode: "x" });
  await client.updateUser({ memberSince: new Date() });
  // @ts-expect-error: the code is missing
  await client.signUp.email(person);
}

/** Additional fields reach the client by the type of the instance. */
export async function additionalFields() {
  const auth = betterAuth({
    user: {
      additionalFields: {
        team: { type: "string" },
        age: { type: "number", required: false },
        level: { type: ["guest", "regular"], defaultValue: "guest" },
        role: { type: "string", input: false, defaultValue: "user" },
        secret: { type: "string", required: false, returned: false },
      },
    },
    session: { additionalFields: { device: { type: "string", required: false } } },
    plugins: [membership()],
  });
  const client = createAuthClient({ plugins: [inferAdditionalFields<typeof auth>()] });

  const { data } = client.useSession();
  expectType<string | undefined>()(data?.user.team);
  expectType<number | null | undefined>()(data?.user.age);
  expectType<string | undefined>()(data?.user.role);
  expectType<string | null | undefined>()(data?.session.device);
  // @ts-expect-error: it is never given out
  data?.user.secret;
  const needed = { ...person, team: "red", invitationCode: "x" };
  await client.signUp.email({ ...needed, level: "regular", secret: "s" });
  await client.updateUser({ team: "blue", age: null });
  // @ts-expect-error: a required field is missing
  await client.signUp.email({ ...person, invitationCode: "x" });
  // @ts-expect-error: none of these
  await client.signUp.email({ ...needed, level: "king" });
  // @ts-expect-error: only the server sets it
  await client.signUp.email({ ...needed, role: "admin" });
  // @ts-expect-error: it has to be something
  await client.updateUser({ team: null });
}

/** A plugin that publishes nothing is read off its endpoints, by path on the client. */
export async function unpublishedPlugin() {
  const auth = betterAuth({ plugins: [announcement()] });
  expectType<Announcement>()(await auth.api.updateAnnouncement({ headers, body: { id: "1", title: "a", text: "b" } }));
  expectType<Announcement | null>()(await auth.api.findAnnouncement({ params: { title: "a" } }));
  expectType<{ count: number }>()(await auth.api.countAnnouncements());
  expectType<ErrorCode<"ANNOUNCEMENT_NOT_FOUND">["code"]>()(auth.$ERROR_CODES.ANNOUNCEMENT_NOT_FOUND.code);
  expectType<Announcement>()({} as typeof auth.$Infer.Announcement);
  // @ts-expect-error: the text is missing
  await auth.api.createAnnouncement({ headers, body: { title: "a" } });

  const client = createAuthClient({ plugins: [announcementClient()] });
  expectType<Announcement | null>()((await client.announcement.view({ id: "1" })).data);
  expectType<Announcement[] | null>()((await client.announcement.list()).data);
  // @ts-expect-error: the text is missing
  await client.announcement.create({ title: "a" });
}
