// The page of providers is what their data says, and it says enough to set each of them up.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "./pages.mjs";
import { readProviders, socialProvidersPage } from "./social-providers/page.mjs";

const providers = readProviders();

it("is as it is made; `node tooling/docs/generate-social-providers.mjs` writes it anew", () => {
  expect(providers).toHaveLength(36);
  expect(readFileSync(join(repository, "docs/social-providers.md"), "utf8")).toBe(socialProvidersPage(providers));
});

describe.each(providers)("$name", ({ id, console, ownOptions, options = {} }) => {
  it("says where its console is, which field is for the redirect URI and what to tick", () => {
    expect(new URL(console.console).protocol).toBe("https:");
    for (const field of ["create", "redirectField", "permissions", "email"]) expect(console[field]).toMatch(/\w{3}/);
  });

  it("tells about each option of its own", () => {
    const known = ownOptions.map(({ name }) => name);
    const documented = Object.keys(options).map((name) => name.replace("?", ""));
    expect(documented.filter((name) => !/^client(Id|Secret)$/.test(name) && !known.includes(name))).toEqual([]);
  });

  it("says of no address that it is never there, unless it is", () => {
    const path = `packages/core/src/social-providers/fixtures/profiles/${id}.json`;
    const { cases } = JSON.parse(readFileSync(join(repository, path), "utf8"));
    expect(cases.some(({ user }) => typeof user?.email === "string")).toBe(console.email !== "never");
  });
});
