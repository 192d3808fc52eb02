import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signJWT } from "../crypto/jwt";
import type { SecretConfig } from "../types";
import { createEmailVerificationToken, openEmailToken } from "./email-link";

const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
const OTHER = "Zt8wLr4JxQ2nVb6KcM9yHg3FsD7pTe5A";
const INVALID = { status: "invalid" };

afterEach(() => {
  vi.useRealTimers();
});

describe("tokens of links in mails", () => {
  it("have the form of the contract", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15, 12) });
    const token = await createEmailVerificationToken(SECRET, "Alice@Example.com", "New@Example.com", 600, {
      userId: "u1",
      requestType: "change-email-verification",
    });
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const input = `${part({ alg: "HS256" })}.${part({
      email: "alice@example.com",
      updateTo: "new@example.com",
      userId: "u1",
      requestType: "change-email-verification",
      iat: 1894708800,
      exp: 1894709400,
    })}`;
    expect(token).toBe(`${input}.${createHmac("sha256", SECRET).update(input).digest("base64url")}`);
  });

  it("are good for an hour, and say afterwards that they are too old", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = await createEmailVerificationToken(SECRET, "a@example.com");
    vi.setSystemTime(Date.now() + 3_598_000);
    expect(await openEmailToken(token, SECRET)).toMatchObject({ status: "valid" });
    vi.setSystemTime(Date.now() + 3_000);
    expect(await openEmailToken(token, SECRET)).toEqual({ status: "expired" });
    // Nobody learns that from a token that is not ours.
    expect(await openEmailToken(token, OTHER)).toEqual(INVALID);
  });

  it("work after a rotation of the secrets, for as long as the old one is listed", async () => {
    const token = await createEmailVerificationToken(SECRET, "a@example.com");
    const rotated = (keys: [number, string][], legacySecret?: string): SecretConfig => ({
      keys: new Map(keys),
      currentVersion: 2,
      legacySecret,
    });
    const link = { status: "valid", link: { purpose: "verify", email: "a@example.com" } };
    expect(
      await openEmailToken(
        token,
        rotated([
          [2, OTHER],
          [1, SECRET],
        ]),
      ),
    ).toMatchObject(link);
    expect(await openEmailToken(token, rotated([[2, OTHER]], SECRET))).toMatchObject(link);
    expect(await openEmailToken(token, rotated([[2, OTHER]]))).toEqual(INVALID);
  });

  it("that an older secret signed and that came too late are too old, not foreign", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = await createEmailVerificationToken(SECRET, "a@example.com", undefined, 60);
    vi.setSystemTime(Date.now() + 61_000);
    const secrets: SecretConfig = {
      keys: new Map([
        [2, OTHER],
        [1, SECRET],
      ]),
      currentVersion: 2,
    };
    expect(await openEmailToken(token, secrets)).toEqual({ status: "expired" });
  });

  it.each([
    ["verify", {}, {}],
    ["change-unproven", { updateTo: "b@example.com" }, { newEmail: "b@example.com" }],
    [
      "confirm-change",
      { updateTo: "b@example.com", requestType: "change-email-confirmation" },
      { newEmail: "b@example.com" },
    ],
    ["change", { updateTo: "B@example.com", requestType: "change-email-verification" }, { newEmail: "b@example.com" }],
  ])("for %s are read as that", async (purpose, claims, more) => {
    const token = await signJWT({ email: "A@example.com", userId: "u1", ...claims }, SECRET);
    const link = { purpose, email: "a@example.com", userId: "u1", ...more };
    expect(await openEmailToken(token, SECRET)).toMatchObject({ status: "valid", link });
  });

  const user = { email: "a@example.com", userId: "u1" };
  it.each<[string, Record<string, unknown>]>([
    ["a session's copy", { session: { token: "t" }, user: { email: "a@example.com" } }],
    ["no address", { userId: "u1" }],
    ["an empty address", { ...user, email: "" }],
    ["a list of addresses", { ...user, email: ["a@example.com"] }],
    ["a number as user", { ...user, userId: 5 }],
    ["another purpose", { ...user, requestType: "delete-account" }],
    ["another purpose with a new address", { ...user, updateTo: "b@example.com", requestType: "x" }],
    ["a purpose that is no text", { ...user, updateTo: "b@example.com", requestType: 4 }],
    ["a confirmation without a new address", { ...user, requestType: "change-email-confirmation" }],
    ["a change without a new address", { ...user, requestType: "change-email-verification" }],
    ["an unproved change of nobody", { email: "a@example.com", updateTo: "b@example.com" }],
    [
      "a change of nobody",
      { email: "a@example.com", updateTo: "b@example.com", requestType: "change-email-verification" },
    ],
    ["a new address that is none", { ...user, updateTo: "b", requestType: "change-email-verification" }],
    ["a list as new address", { ...user, updateTo: ["b@example.com"], requestType: "change-email-verification" }],
    [
      "two new addresses",
      { ...user, updateTo: "b@example.com,c@example.com", requestType: "change-email-verification" },
    ],
  ])("signed with our secret, but with %s, are refused (advisory 17)", async (_what, claims) => {
    expect(await openEmailToken(await signJWT(claims, SECRET), SECRET)).toEqual(INVALID);
  });

  it.each([
    "",
    "x",
    "x.y.z",
    "a".repeat(100_000),
    "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFAZXhhbXBsZS5jb20iLCJleHAiOjk5OTk5OTk5OTl9.",
  ])("that are none are refused", async (token) => {
    expect(await openEmailToken(token, SECRET)).toEqual(INVALID);
  });
});
