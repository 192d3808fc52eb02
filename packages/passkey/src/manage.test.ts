import { describe, expect, it } from "vitest";
import { SoftwareAuthenticator } from "./software-authenticator";
import { make, refusal } from "./test-instance";

const NOT_FOUND = refusal(404, "PASSKEY_NOT_FOUND");

describe("one's own passkeys", () => {
  it("are listed, oldest first", async () => {
    const { alice, register, browser } = await make();
    const { desk, passkey } = await alice();
    await register(desk, new SoftwareAuthenticator(), {}, { name: "Second" });
    const { status, body } = await desk.get("/passkey/list-user-passkeys");
    expect(status).toBe(200);
    expect(body).toMatchObject([{ id: passkey.id }, { name: "Second" }]);
    const bob = browser("bob");
    await bob.signUp();
    expect((await bob.get("/passkey/list-user-passkeys")).body).toEqual([]);
  });

  it("can be renamed", async () => {
    const { alice, rows } = await make();
    const { desk, passkey } = await alice();
    const answer = await desk.post("/passkey/update-passkey", { id: passkey.id, name: "  Desk " });
    expect(answer).toMatchObject({ status: 200, body: { passkey: { id: passkey.id, name: "Desk" } } });
    for (const name of ["", "   ", "x".repeat(256), 5, null, ["Desk"], undefined]) {
      const refused = await desk.post("/passkey/update-passkey", { id: passkey.id, name });
      expect(refused).toMatchObject(refusal(400, "VALIDATION_ERROR"));
    }
    expect(rows("select name from passkey")).toEqual([{ name: "Desk" }]);
  });

  it("can be deleted, and are no way in then", async () => {
    const { alice, signIn, browser } = await make();
    const { desk, passkey, key } = await alice();
    expect((await signIn(browser("phone"), key)).status).toBe(200);
    expect(await desk.post("/passkey/delete-passkey", { id: passkey.id })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    expect(await desk.post("/passkey/delete-passkey", { id: passkey.id })).toMatchObject(NOT_FOUND);
    expect(await signIn(browser("phone"), key)).toMatchObject(refusal(401, "PASSKEY_NOT_FOUND"));
  });
});

describe("somebody else's passkeys", () => {
  it("look as if they were not there, and stay as they are (advisory 13)", async () => {
    const { alice, browser, rows } = await make();
    const { desk, passkey } = await alice();
    const mallory = browser("mallory");
    await mallory.signUp();
    const before = rows("select * from passkey");
    const unknown = await mallory.post("/passkey/delete-passkey", { id: "unknown" });
    expect(unknown).toMatchObject(NOT_FOUND);
    const deleted = await mallory.post("/passkey/delete-passkey", { id: passkey.id });
    expect(deleted.body).toEqual(unknown.body);
    expect(await mallory.post("/passkey/update-passkey", { id: passkey.id, name: "Mine" })).toMatchObject(NOT_FOUND);
    expect(rows("select * from passkey")).toEqual(before);
    expect((await desk.post("/passkey/update-passkey", { id: passkey.id, name: "Mine" })).status).toBe(200);
    expect((await desk.post("/passkey/delete-passkey", { id: passkey.id })).status).toBe(200);
  });

  it.each([{ $ne: null }, ["x"], 5, null, true])("are not reached with %j as id", async (id) => {
    const { alice, rows } = await make();
    const { desk } = await alice();
    expect(await desk.post("/passkey/delete-passkey", { id })).toMatchObject(refusal(400, "VALIDATION_ERROR"));
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("are for those who are signed in", async () => {
    const { alice, browser, rows } = await make();
    const { passkey } = await alice();
    const stranger = browser("stranger");
    expect(await stranger.get("/passkey/list-user-passkeys")).toMatchObject(refusal(401, "UNAUTHORIZED"));
    const body = { id: passkey.id, name: "x" };
    expect(await stranger.post("/passkey/delete-passkey", body)).toMatchObject(refusal(401, "UNAUTHORIZED"));
    expect(await stranger.post("/passkey/update-passkey", body)).toMatchObject(refusal(401, "UNAUTHORIZED"));
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("are not touched with a session that was ended, whatever a cookie cache says", async () => {
    const { alice, rows } = await make({}, { session: { cookieCache: { enabled: true, maxAge: 300 } } });
    const { desk, passkey } = await alice();
    const body = { id: passkey.id, name: "Kept" };
    expect((await desk.post("/passkey/update-passkey", body)).status).toBe(200);
    const cached = new Map(desk.jar);
    await desk.post("/revoke-sessions");
    for (const [name, value] of cached) desk.jar.set(name, value);
    expect(await desk.post("/passkey/delete-passkey", body)).toMatchObject(refusal(401, "UNAUTHORIZED"));
    expect(rows("select name from passkey")).toEqual([{ name: "Kept" }]);
  });
});
