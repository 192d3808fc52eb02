import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";
import { hashPassword, verifyPassword } from "./password";

describe("passwords", () => {
  // Stored by the reference release for "correct horse 1".
  const STORED =
    "b8ce164b27255f30e136adb865065148:5b3ca649a3dd0a58c7e03715af09d258b784614302731277b7d21e39efaf4cfc99119272411753cd6ae3740c2e3a0e3d5c36c20373bea3df453d569d4430a1a3";

  it("accepts what the reference stored", async () => {
    expect(await verifyPassword({ hash: STORED, password: "correct horse 1" })).toBe(true);
    expect(await verifyPassword({ hash: STORED, password: "correct horse 2" })).toBe(false);
  });

  it("stores in the same form, with a salt of its own each time", async () => {
    const [one, two] = await Promise.all([hashPassword("pässwörd🐙"), hashPassword("pässwörd🐙")]);
    expect(one).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword({ hash: one, password: "pässwörd🐙".normalize("NFD") })).toBe(true);
  });

  it("takes a hash of another form for a wrong password", async () => {
    for (const hash of ["", ":", "abc", "abc:", ":abc", "$argon2id$v=19$x"]) {
      expect(await verifyPassword({ hash, password: "x" })).toBe(false);
    }
  });

  it("whose stored hash has another form is wrong to sign in with, and breaks nothing", async () => {
    const { browser, db } = await makeAuth({ emailAndPassword: { enabled: true } });
    await browser().signUp();
    const right = await browser().signIn();
    expect(right.status).toBe(200);
    for (const hash of ["nonsense", "", "$2b$10$abcdefghijklmnopqrstuv"]) {
      db.prepare("update account set password = ?").run(hash);
      const answer = await browser().signIn();
      expect([answer.status, answer.body.code]).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    }
    // Real hashes take their time on a busy machine.
  }, 20_000);
});
