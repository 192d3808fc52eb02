// The synthetic plugins are no mock-ups: what the types say of them happens.
import { randomBytes } from "node:crypto";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { syntheticClientPlugins } from "./plugins/client.ts";
import { apiKey, auditLog, quota, runtimePlugins, syntheticPlugins, waitlist, workspace } from "./plugins/server.ts";

const origin = "http://localhost:3000";

function makeAuth(plugins = runtimePlugins()) {
  return betterAuth({
    baseURL: origin,
    secret: randomBytes(32).toString("base64"),
    database: memoryAdapter({}),
    emailAndPassword: {
      enabled: true,
      password: { hash: async (text) => text, verify: async (check) => check.hash === check.password },
    },
    plugins,
  });
}

/** Signs somebody up; gives the headers they send from then on. */
async function join(auth, email = "a@example.com") {
  const body = { name: "A", email, password: "correct horse" };
  const { headers } = await auth.api.signUpEmail({ body, returnHeaders: true });
  return new Headers({
    cookie: headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; "),
  });
}

describe("the set of the budgets", () => {
  const plugins = runtimePlugins();

  it("has 21 plugins, 199 operations, and tables of its own", () => {
    expect(plugins).toHaveLength(21);
    expect(plugins.flatMap((plugin) => Object.keys(plugin.endpoints))).toHaveLength(199);
    const tables = plugins.flatMap((plugin) => Object.keys(plugin.schema));
    expect(new Set(tables).size).toBe(tables.length);
    expect(tables.length).toBeGreaterThan(21);
    expect(tables).not.toContain("user");
    expect(tables).not.toContain("session");
  });

  it("replaces no endpoint of the core", () => {
    const core = new Set(Object.keys(betterAuth({}).api));
    expect(plugins.flatMap((plugin) => Object.keys(plugin.endpoints)).filter((key) => core.has(key))).toEqual([]);
  });

  it("names the routes of its hooks, but for one of each of two plugins", () => {
    const hooks = plugins.flatMap(({ id, hooks }) =>
      [...(hooks.before ?? []), ...(hooks.after ?? [])].map((hook) => ({ id, ...hook })),
    );
    expect(new Set(hooks.map(({ id }) => id)).size).toBe(21);
    expect(hooks.filter(({ matcher }) => matcher !== undefined).map(({ id }) => id)).toEqual(["audit-log", "quota"]);
    expect(hooks.every(({ matcher, paths }) => (matcher === undefined) === (paths !== undefined))).toBe(true);
    expect(hooks.flatMap(({ paths }) => paths ?? [])).not.toContain("/get-session");
  });

  it("has a client half for each", () => {
    expect(syntheticClientPlugins().map(({ id }) => id)).toEqual(plugins.map(({ id }) => id));
  });
});

describe("operations", () => {
  let auth;
  let headers;
  beforeEach(async () => {
    auth = makeAuth();
    headers = await join(auth);
  });

  it("write, read, change, count and remove rows of whoever is signed in", async () => {
    const made = await auth.api.createBookmark({ headers, body: { url: "/a", title: "A" } });
    expect(made).toMatchObject({ url: "/a", visits: 0, isPinned: false });
    const { id } = made;
    await auth.api.createBookmark({ headers, body: { url: "/b", title: "B" } });
    expect(await auth.api.visitBookmark({ headers, body: { id } })).toMatchObject({ visits: 1 });
    expect(await auth.api.pinBookmark({ headers, body: { id } })).toMatchObject({ isPinned: true });
    expect(await auth.api.updateBookmark({ headers, body: { id, title: "C" } })).toMatchObject({ title: "C" });
    expect(await auth.api.getBookmark({ headers, query: { id } })).toMatchObject({ title: "C", visits: 1 });
    expect(await auth.api.listBookmarks({ headers, query: { limit: 1 } })).toMatchObject({
      total: 2,
      bookmarks: [{ title: "B" }],
    });
    expect(await auth.api.clearBookmarks({ headers })).toEqual({ removed: 1 });
    expect(await auth.api.deleteBookmark({ headers, body: { id } })).toEqual({ success: true });
    await expect(auth.api.getBookmark({ headers, query: { id } })).rejects.toMatchObject({
      body: { code: "BOOKMARK_NOT_FOUND" },
    });
  });

  it("do not reach rows of others", async () => {
    const { id } = await auth.api.createTag({ headers, body: { label: "red" } });
    const others = await join(auth, "b@example.com");
    await expect(auth.api.useTag({ headers: others, body: { id } })).rejects.toMatchObject({
      body: { code: "TAG_NOT_FOUND" },
    });
    expect(await auth.api.deleteTag({ headers: others, body: { id } })).toEqual({ success: false });
    expect(await auth.api.findTag({ headers: others, params: { label: "red" } })).toBeNull();
    expect(await auth.api.findTag({ headers, params: { label: "red" } })).toMatchObject({ id });
  });

  it("answer over HTTP, refuse strangers and wrong input, and have no route when they are the server's", async () => {
    const post = (path, body, sent = headers) =>
      auth.handler(
        new Request(`${origin}/api/auth${path}`, {
          method: "POST",
          headers: { ...Object.fromEntries(sent), origin, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      );
    expect((await post("/ticket/create", { subject: "Help", message: "Please" })).status).toBe(200);
    expect((await post("/ticket/create", { subject: "Help" })).status).toBe(400);
    expect((await post("/ticket/create", { subject: "Help", message: "Please" }, new Headers())).status).toBe(401);
    expect((await post("/ticket/count-open", {})).status).toBe(404);
    expect(await auth.api.countOpenTickets()).toEqual({ count: 1 });
  });

  it("of the plugin that publishes nothing work like the others", async () => {
    const { id } = await auth.api.createAnnouncement({ headers, body: { title: "News", text: "…" } });
    expect(await auth.api.viewAnnouncement({ body: { id } })).toMatchObject({ views: 1 });
    expect(await auth.api.listAnnouncements()).toHaveLength(1);
    expect(await auth.api.countAnnouncements()).toEqual({ count: 1 });
  });
});

describe("the plugin whose types come from its options", () => {
  it("invites, gives roles and asks them", async () => {
    const auth = makeAuth([
      workspace({
        statements: { project: ["create", "archive"], member: ["invite"] },
        roles: { editor: { project: ["create"] } },
        teams: { enabled: true },
      }),
    ]);
    const owner = await join(auth);
    const guest = await join(auth, "b@example.com");
    const { id: workspaceId } = await auth.api.createWorkspace({ headers: owner, body: { name: "W", slug: "w" } });
    const body = { workspaceId, email: "b@example.com", role: "editor" };
    const invitation = await auth.api.inviteWorkspaceMember({ headers: owner, body });
    const member = await auth.api.acceptWorkspaceInvitation({ headers: guest, body: { invitationId: invitation.id } });
    expect(member).toMatchObject({ role: "editor", workspaceId });
    await expect(
      auth.api.acceptWorkspaceInvitation({ headers: guest, body: { invitationId: invitation.id } }),
    ).rejects.toMatchObject({ body: { code: "WORKSPACE_INVITATION_NOT_FOUND" } });

    const may = async (headers, action) =>
      (await auth.api.hasWorkspacePermission({ headers, body: { workspaceId, permissions: { project: [action] } } }))
        .success;
    expect([await may(owner, "archive"), await may(guest, "create"), await may(guest, "archive")]).toEqual([
      true,
      true,
      false,
    ]);
    await expect(auth.api.inviteWorkspaceMember({ headers: guest, body })).rejects.toMatchObject({
      body: { code: "WORKSPACE_FORBIDDEN" },
    });
    await auth.api.createWorkspaceTeam({ headers: owner, body: { workspaceId, name: "red" } });
    expect(await auth.api.listWorkspaceTeams({ headers: guest, query: { workspaceId } })).toHaveLength(1);
    const full = await auth.api.getFullWorkspace({ headers: guest, query: { workspaceId } });
    expect(full.members.map(({ role }) => role).sort()).toEqual(["editor", "owner"]);
  });

  it("has no teams unless they are on", () => {
    expect(makeAuth([workspace()]).api.createWorkspaceTeam).toBeUndefined();
  });
});

describe("hooks", () => {
  it("that name a route run there", async () => {
    const auth = makeAuth([apiKey({ maximum: 1 }), waitlist({ maySignUp: (email) => email.startsWith("a") })]);
    const headers = await join(auth);
    await auth.api.createApiKey({ headers, body: { name: "first" } });
    await expect(auth.api.createApiKey({ headers, body: { name: "second" } })).rejects.toMatchObject({
      body: { code: "API_KEY_LIMIT_REACHED" },
    });
    await expect(join(auth, "b@example.com")).rejects.toMatchObject({ body: { code: "WAITLIST_CLOSED" } });
  });

  it("with a matcher run where it says so", async () => {
    const used = [];
    let isFrozen = false;
    const auth = makeAuth([auditLog({ onUse: (path) => used.push(path) }), quota({ isFrozen: () => isFrozen })]);
    const headers = await join(auth);
    await auth.api.getSession({ headers });
    await auth.api.countAuditEntries({ headers });
    expect(used).toEqual(["/audit-log/count"]);
    await auth.api.createQuota({ headers, body: { resource: "mail" } });
    isFrozen = true;
    await expect(auth.api.createQuota({ headers, body: { resource: "disk" } })).rejects.toMatchObject({
      body: { code: "QUOTA_EXCEEDED" },
    });
  });
});

describe("the variants that change the session", () => {
  it("replace it, and add columns to it", async () => {
    const auth = makeAuth(syntheticPlugins());
    const body = { name: "Ada", email: "a@example.com", password: "correct horse", invitationCode: "x" };
    const { headers, response } = await auth.api.signUpEmail({ body, returnHeaders: true });
    expect(response.user).toMatchObject({ level: "guest" });
    expect(response.user).not.toHaveProperty("invitationCode");
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const session = await auth.api.getSession({ headers: { cookie } });
    expect(session.user).toMatchObject({ initials: "A", level: "guest" });
  });
});
