import { describe, expect, it } from "vitest";
import type { Choices } from "../choices";
import { databases } from "../databases";
import { next } from "../frameworks/next";
import type { Plugin } from "../plugins";
import { importOfAuth, writeAuthFile } from "./auth-file";

const plugin = (id: string, from: string, isAlwaysLast = false): Plugin => ({
  id,
  hint: "",
  from,
  framework: null,
  isAlwaysLast,
});

const choices = (changed: Partial<Choices> = {}): Choices => ({
  name: "Shop",
  framework: next,
  database: databases.find(({ id }) => id === "postgresql") as Choices["database"],
  plugins: [],
  hasEmailAndPassword: false,
  ...changed,
});

describe("auth.ts", () => {
  it("has what was chosen and nothing else", () => {
    expect(writeAuthFile(choices())).toBe(`import { betterAuth } from "better-auth";
import { Pool } from "pg";

export const auth = betterAuth({
  appName: "Shop",
  database: new Pool({ connectionString: process.env.DATABASE_URL }),
});
`);
  });

  it("imports plugins of one module once, and calls them in order", () => {
    const plugins = [
      plugin("username", "better-auth/plugins"),
      plugin("admin", "better-auth/plugins"),
      plugin("nextCookies", "better-auth/next-js", true),
    ];
    const text = writeAuthFile(choices({ plugins, hasEmailAndPassword: true }));
    expect(text).toContain(`import { betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";
import { admin, username } from "better-auth/plugins";
import { Pool } from "pg";
`);
    expect(text).toContain("  emailAndPassword: { enabled: true },\n");
    expect(text).toContain("  plugins: [username(), admin(), nextCookies()], // the last one");
  });

  it("quotes a name as it has to be", () => {
    expect(writeAuthFile(choices({ name: 'Ada\'s "Shop"\n' }))).toContain(`appName: "Ada's \\"Shop\\"\\n",`);
  });
});

describe("the import of an instance", () => {
  it.each([
    ["export const auth = betterAuth();", "{ auth }"],
    ["const auth = betterAuth(); export { auth };", "{ auth }"],
    ["export default betterAuth();", "auth"],
    ["export const auth = betterAuth(); export default auth;", "{ auth }"],
    ["const authOptions = {}; export { authOptions }; export default betterAuth(authOptions);", "auth"],
  ])("%s", (text, names) => {
    expect(importOfAuth(text, "@/lib/auth")).toBe(`import ${names} from "@/lib/auth";`);
  });
});
