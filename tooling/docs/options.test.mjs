// The page of options is what the types say, and they say enough.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { undocumented } from "./options/check.mjs";
import { optionsPage } from "./options/page.mjs";
import { readOptions } from "./options/read.mjs";
import { readPages, repository } from "./pages.mjs";

const options = readOptions();

describe("the options", () => {
  it("are all read", () => {
    expect(options.length).toBeGreaterThan(150);
    const byPath = new Map(options.map((option) => [option.path, option]));
    expect(byPath.get("session.expiresIn")).toEqual({
      path: "session.expiresIn",
      type: "number",
      isRequired: false,
      isGroup: false,
      text: expect.stringContaining("Seconds"),
      default: "604800 (7 days)",
    });
    expect(byPath.get("secondaryStorage.increment")).toMatchObject({
      type: "(key: string, ttl: number) => Awaitable<number>",
    });
    expect(byPath.get("rateLimit.customRules.<name>.window")).toMatchObject({ isRequired: true });
    expect(byPath.get("session.cookieCache.refreshCache")).toMatchObject({ type: "boolean | object", isGroup: true });
  });

  it("each say what they do, their unit and their default", () => {
    expect(undocumented(options)).toEqual([]);
    const silent = { path: "a.b", type: "number", text: "", isGroup: false, isRequired: false };
    expect(undocumented([silent])).toHaveLength(3);
  });

  it("are on the page as they are; `node tooling/docs/generate-options.mjs` writes it anew", () => {
    expect(readFileSync(join(repository, "docs/options.md"), "utf8")).toBe(optionsPage(options));
  });

  it("are each named in the code of a page that tells about them", () => {
    const code = readPages()
      .filter(({ page }) => page !== "docs/options.md")
      .flatMap(({ text }) => text.match(/^```[\s\S]*?^```$|`[^`\n]+`/gm))
      .join("\n");
    const untold = options.filter(({ path }) => !isLater(path) && !new RegExp(`\\b${lastName(path)}\\b`).test(code));
    expect(untold.map(({ path }) => path)).toEqual([]);
  });
});

describe("an option that weakens a defence", () => {
  it("is in the one list of them", () => {
    const page = readFileSync(join(repository, "docs/security.md"), "utf8");
    const [, list] = page.split("## Options that weaken a defence");
    const weakening = options.filter(({ text }) => text.startsWith("Weakens")).map(({ path }) => path);
    expect(weakening.length).toBeGreaterThan(5);
    expect(weakening.filter((path) => !list.includes(`\`${path}`))).toEqual([]);
  });
});

function lastName(path) {
  return path.split(".").at(-1);
}

/** Sign-in at other sites has pages of its own when it is built. */
function isLater(path) {
  const names = [
    "updateAccountOnSignIn",
    "accountLinking",
    "encryptOAuthTokens",
    "skipStateCookieCheck",
    "storeStateStrategy",
    "storeAccountCookie",
  ];
  return path === "socialProviders" || names.some((name) => path.startsWith(`account.${name}`));
}
