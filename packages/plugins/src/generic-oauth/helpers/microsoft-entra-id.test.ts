import { afterEach, describe, expect, it, vi } from "vitest";
import { microsoftEntraId } from "./microsoft-entra-id";
import { answerWith, idToken, personOf, requests } from "./test-person";

afterEach(() => {
  vi.unstubAllGlobals();
});

const config = microsoftEntraId({
  clientId: "c",
  clientSecret: "s",
  tenantId: "11111111-2222-3333-4444-555555555555",
});

describe("a person of Microsoft Entra ID", () => {
  const claims = { sub: "s", oid: "O1", name: "Ada", email: "ada@contoso.example", email_verified: true, picture: "p" };
  const tokens = (over: object = {}) => ({ accessToken: "at", idToken: idToken({ ...claims, ...over }) });
  const known = { subject: "O1", name: "Ada", email: "ada@contoso.example", image: "p", emailVerified: true };

  it("is who the ID token says, whatever the profile says besides", async () => {
    answerWith({ sub: "s", name: "Other", email: "other@example.com", oid: "O2", picture: "other" });
    expect(await personOf(config, tokens())).toEqual(known);
  });

  it("has of the profile what the ID token lacks, and no address that counts as verified", async () => {
    answerWith({ sub: "s", name: "Profile", email: "profile@example.com", email_verified: true });
    const bare = { name: undefined, email: undefined, picture: undefined };
    expect(await personOf(config, tokens(bare))).toEqual({
      subject: "O1",
      name: "Profile",
      email: "profile@example.com",
      image: undefined,
      emailVerified: false,
    });
    const parts = { ...bare, given_name: "Ada", family_name: "L" };
    expect(await personOf(config, tokens(parts))).toMatchObject({ name: "Ada L" });
  });

  it("has nothing of a profile of somebody else, or of one that cannot be had", async () => {
    const bare = { name: undefined, email: undefined };
    for (const [answer, status] of [
      [{ sub: "other", name: "Other", email: "o@example.com" }, 200],
      [{}, 500],
    ] as const) {
      answerWith(answer, status);
      expect(await personOf(config, tokens(bare))).toMatchObject({ name: undefined, email: undefined });
    }
  });

  it("is verified only when the token says so of its address", async () => {
    answerWith({ sub: "s", email_verified: true });
    for (const email_verified of [undefined, "false", 1]) {
      expect(await personOf(config, tokens({ email_verified }))).toMatchObject({ emailVerified: false });
    }
    expect(await personOf(config, tokens({ email_verified: "true" }))).toMatchObject({
      emailVerified: true,
    });
  });

  it("is nobody without an ID token, or without `oid`", async () => {
    answerWith({ sub: "s" });
    expect(await personOf(config, { accessToken: "at" })).toBeNull();
    expect(await personOf(config, tokens({ oid: undefined }))).toBeNull();
    expect(requests).toEqual([]);
  });
});
