import { expect, it } from "vitest";
import { missingIgnores } from "./ignore-file";

it.each([
  ["nothing", "", [".env*", "auth.sqlite*"]],
  ["create-next-app's line", "/node_modules\n\n.env*\n", ["auth.sqlite*"]],
  ["the file alone, in a file of Windows", ".env\r\nauth.sqlite*\r\n", []],
  ["a comment about it", "# .env\nauth.sqlite*", [".env*"]],
  ["a line that takes it back", ".env*\n!.env\nauth.sqlite*", [".env*"]],
  ["an exception that would not count before ours", "!.env.example\nauth.sqlite*", [".env*", "!.env.example"]],
  ["other files of that kind", ".env.local\n.environment\nauth.sqlite*", [".env*"]],
])("a .gitignore with %s", (_, text, expected) => {
  expect(missingIgnores(text, ["auth.sqlite*"])).toEqual(expected);
});

it("a database elsewhere needs no line", () => {
  expect(missingIgnores(".env", [])).toEqual([]);
});
