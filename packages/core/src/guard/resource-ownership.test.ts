import { describe, expect, it } from "vitest";
import { createAuthEndpoint, requireOrgRole, requireResourceOwnership, sessionMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

const note = { model: "note", idParam: "noteId" } as const;
const notes = {
  id: "notes",
  schema: { note: { fields: { title: { type: "string" }, userId: { type: "string" } } } },
  endpoints: {
    openNote: createAuthEndpoint(
      "/note/open",
      { method: "POST", use: [sessionMiddleware, requireResourceOwnership({ ...note, idSource: "body" })] },
      async (ctx) => ({ title: ctx.context.verifiedResource.title }),
    ),
    readNote: createAuthEndpoint(
      "/note/read",
      {
        method: "GET",
        use: [
          requireResourceOwnership({
            ...note,
            idSource: "query",
            notFoundError: { code: "NO_NOTE", message: "No such note" },
            forbiddenError: { code: "NO_NOTE", message: "No such note" },
            forbiddenStatus: "NOT_FOUND",
          }),
        ],
      },
      async (ctx) => ({ title: ctx.context.verifiedResource.title }),
    ),
  },
} satisfies BetterAuthPlugin;

describe("a step that lets only the owner of a row pass", () => {
  async function prepare() {
    const { browser, db } = await makeAuth({ plugins: [notes] });
    const alice = browser();
    const { body } = await alice.signUp();
    const bob = browser("bob");
    await bob.signUp();
    db.prepare("insert into note (id, title, userId) values ('n1', 'Mine', ?)").run(body.user.id);
    return { alice, bob, anybody: browser("nobody") };
  }

  it("hands on the row that it looked at", async () => {
    const { alice } = await prepare();
    expect((await alice.post("/note/open", { noteId: "n1" })).body).toEqual({ title: "Mine" });
    expect((await alice.get("/note/read?noteId=n1")).body).toEqual({ title: "Mine" });
  });

  it("refuses everybody else, with a code each", async () => {
    const { alice, bob, anybody } = await prepare();
    const open = async (who: typeof alice, body: object) => {
      const answer = await who.post("/note/open", body);
      return [answer.status, answer.body];
    };
    expect(await open(bob, { noteId: "n1" })).toEqual([403, { code: "FORBIDDEN", message: "Forbidden" }]);
    expect(await open(alice, { noteId: "n2" })).toEqual([404, { code: "NOT_FOUND", message: "Not found" }]);
    const missing = { code: "MISSING_FIELD", message: "Missing required parameter: noteId" };
    for (const body of [{}, { noteId: 1 }, { noteId: "" }, { noteId: ["n1"] }])
      expect(await open(alice, body)).toEqual([400, missing]);
    expect(await open(anybody, { noteId: "n1" })).toEqual([401, { code: "UNAUTHORIZED", message: "Unauthorized" }]);
  });

  it("can hide that a row is there", async () => {
    const { bob } = await prepare();
    const theirs = await bob.get("/note/read?noteId=n1");
    const nobodys = await bob.get("/note/read?noteId=n2");
    expect([theirs.status, theirs.body]).toEqual([404, { code: "NO_NOTE", message: "No such note" }]);
    expect([nobodys.status, nobodys.body]).toEqual([theirs.status, theirs.body]);
  });
});

describe("a step that lets members of an organization pass", () => {
  const members = (id: string) =>
    ({
      id,
      schema: {
        member: {
          fields: { organizationId: { type: "string" }, userId: { type: "string" }, role: { type: "string" } },
        },
      },
      endpoints: {
        manage: createAuthEndpoint(
          "/manage",
          {
            method: "POST",
            use: [requireOrgRole({ orgIdParam: "id", orgIdSource: "body", allowedRoles: ["admin", "owner"] })],
          },
          async (ctx) => ({ role: ctx.context.verifiedMember.role }),
        ),
        enter: createAuthEndpoint(
          "/enter",
          { method: "GET", use: [requireOrgRole({ orgIdParam: "id", orgIdSource: "query" })] },
          async (ctx) => ({ role: ctx.context.verifiedMember.role }),
        ),
      },
    }) satisfies BetterAuthPlugin;

  it("who have one of the roles, in that organization", async () => {
    const { browser, db } = await makeAuth({ plugins: [members("organization")] });
    const alice = browser();
    const { body } = await alice.signUp();
    const join = db.prepare("insert into member (id, organizationId, userId, role) values (?, ?, ?, ?)");
    join.run("m1", "o1", body.user.id, "member, admin");
    join.run("m2", "o2", body.user.id, "member");
    join.run("m3", "o3", "somebody else", "owner");
    const manage = async (id?: string) => (await alice.post("/manage", { id })).body;
    expect(await manage("o1")).toEqual({ role: "member, admin" });
    expect(await manage("o2")).toEqual({ code: "INSUFFICIENT_ROLE", message: "Insufficient role for this operation" });
    expect(await manage("o3")).toMatchObject({ code: "USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION" });
    expect(await manage()).toEqual({ code: "MISSING_FIELD", message: "Missing required parameter: id" });
    expect((await alice.get("/enter?id=o2")).body).toEqual({ role: "member" });
    expect((await browser("nobody").post("/manage", { id: "o1" })).status).toBe(401);
  });

  it("needs the organization plugin", async () => {
    const { browser } = await makeAuth({ plugins: [members("other")] });
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/manage", { id: "o1" })).body).toMatchObject({ code: "ORGANIZATION_PLUGIN_REQUIRED" });
  });
});
