// bun:sqlite is only in Bun: the built packages run there on a file of their own.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "better-auth-bun-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("bun:sqlite is migrated, and somebody signs up, out and in", { timeout: 30_000 }, async () => {
  const bun = join(here, "node_modules/.bin/bun");
  const { stdout } = await promisify(execFile)(bun, ["bun-sqlite.mjs", join(folder, "auth.sqlite")], { cwd: here });
  expect(JSON.parse(stdout.trim().split("\n").at(-1))).toEqual({
    bun: expect.stringMatching(/^\d/),
    planned: 0,
    signUp: 200,
    session: "ada@example.com",
    signOut: 200,
    without: null,
    wrong: 401,
    signIn: 200,
    name: "Ada",
    consumed: 1,
    rolledBack: "no",
    left: 0,
  });
});
