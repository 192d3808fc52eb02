import { describe, expect, it } from "vitest";
import { makeAuth } from "../../test-support/instance";

describe("update-user", () => {
  it("changes nothing for a session that has ended, and does not copy it again", async () => {
    const { browser, db, rows } = await makeAuth({ session: { cookieCache: { enabled: true, maxAge: 300 } } });
    const alice = browser("alice");
    await alice.signUp();
    db.prepare("delete from session").run();
    expect((await alice.session())?.user.name).toBe("alice");
    expect(await alice.post("/update-user", { name: "Mallory" })).toMatchObject({ status: 401 });
    expect(rows("select name from user")).toEqual([{ name: "alice" }]);
    expect(await alice.session()).toBeNull();
  });

  it("changes no address, and takes an empty one in a form for none", async () => {
    const { browser, rows } = await makeAuth();
    const alice = browser("alice");
    await alice.signUp();
    expect(await alice.post("/update-user", { name: "A", email: "a@example.com" })).toMatchObject({
      status: 400,
      body: { code: "EMAIL_CAN_NOT_BE_UPDATED" },
    });
    expect((await alice.post("/update-user", { name: "B", email: "" })).status).toBe(200);
    expect((await alice.post("/update-user", { name: "C", email: null })).status).toBe(200);
    expect(rows("select name, email from user")).toEqual([{ name: "C", email: alice.email }]);
  });
});
