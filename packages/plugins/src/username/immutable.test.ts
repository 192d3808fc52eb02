import { makeAuth } from "test-kit";
import { describe, expect, it } from "vitest";
import { username } from ".";

const refused = { status: 400, body: { code: "USERNAME_IS_IMMUTABLE" } };

describe("a name that was chosen", () => {
  it("stays, where it may not be changed", async () => {
    const { browser } = await makeAuth({ plugins: [username({ immutableUsername: true })] });
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/update-user", { username: "alice" })).status).toBe(200);
    expect(await alice.post("/update-user", { username: "other" })).toMatchObject(refused);
    expect((await alice.post("/update-user", { username: "ALICE", displayUsername: "Alice" })).status).toBe(200);
  });

  it("is not taken away either, which would make room for another one", async () => {
    const { browser, rows } = await makeAuth({ plugins: [username({ immutableUsername: true })] });
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/update-user", { username: null })).status).toBe(200);
    await alice.post("/update-user", { username: "alice" });
    expect(await alice.post("/update-user", { username: null })).toMatchObject(refused);
    expect(rows("select username from user")).toEqual([{ username: "alice" }]);
  });

  it("stays although a cached session does not know of it yet", async () => {
    const { browser } = await makeAuth({
      plugins: [username({ immutableUsername: true })],
      session: { cookieCache: { enabled: true } },
    });
    const [desk, phone] = [browser("alice"), browser("alice")];
    await desk.signUp();
    await phone.signIn();
    expect((await desk.post("/update-user", { username: "alice" })).status).toBe(200);
    expect(await phone.post("/update-user", { username: "other" })).toMatchObject(refused);
  });
});
