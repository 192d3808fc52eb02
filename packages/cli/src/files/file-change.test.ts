import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../failure";
import { paintFor } from "../terminal/paint";
import { describeFiles } from "./describe-files";
import { isUnchanged, planFile, writeFile } from "./file-change";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (path: string) => readFileSync(join(folder, path), "utf8");

describe("a planned file", () => {
  it("is made with the folders above it, and only when it is written", () => {
    const change = planFile(folder, "src/lib/auth.ts", (before) => `${before}`);
    expect(readdirSync(folder)).toEqual([]);
    writeFile(folder, change);
    expect(textOf("src/lib/auth.ts")).toBe("null");
  });

  it("is changed as a whole, keeps its mode, and leaves nothing else behind", () => {
    writeFileSync(join(folder, ".env"), "A=1\n");
    chmodSync(join(folder, ".env"), 0o600);
    writeFile(
      folder,
      planFile(folder, ".env", (before) => `${before}B=2\n`),
    );
    expect(textOf(".env")).toBe("A=1\nB=2\n");
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([".env"]);
  });

  it("may be written by those who might before, whatever new files are like", () => {
    writeFileSync(join(folder, ".env"), "A=1\n");
    chmodSync(join(folder, ".env"), 0o666);
    writeFile(
      folder,
      planFile(folder, ".env", () => "A=2\n"),
    );
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o666);
  });

  it("that is a link stays one, and what it leads to is written", () => {
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, ".env"), "A=1\n");
    symlinkSync("../.env", join(folder, "app/.env"));
    writeFile(
      folder,
      planFile(folder, "app/.env", (before) => `${before}B=2\n`),
    );
    expect(textOf(".env")).toBe("A=1\nB=2\n");
    expect(lstatSync(join(folder, "app/.env")).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder)).toEqual([".env", "app"]);
  });

  it("that cannot be written says why and what to look at", () => {
    symlinkSync("nowhere", join(folder, "a"));
    const write = () =>
      writeFile(
        folder,
        planFile(folder, "a", () => "text"),
      );
    expect(write).toThrow(Failure);
    expect(write).toThrow(/^a cannot be written: EEXIST/);
  });

  it("is left alone where adding to it would change bytes that are no text", () => {
    const bytes = Buffer.from("// caf\xe9\n", "latin1");
    writeFileSync(join(folder, "a"), bytes);
    const change = planFile(folder, "a", (before) => `${before}more`);
    expect(() => writeFile(folder, change)).toThrow(/^a is not UTF-8/);
    expect(readFileSync(join(folder, "a"))).toEqual(bytes);
  });

  it("that says it already is not touched", () => {
    writeFileSync(join(folder, "a"), "same");
    const before = statSync(join(folder, "a")).mtimeMs;
    const change = planFile(folder, "a", () => "same");
    expect(isUnchanged(change)).toBe(true);
    writeFile(folder, change);
    expect(statSync(join(folder, "a")).mtimeMs).toBe(before);
  });

  it.each([
    ["made", null],
    ["changed", "one"],
  ])("that somebody else has %s meanwhile is left alone", (_, before) => {
    if (before !== null) writeFileSync(join(folder, "a"), before);
    const change = planFile(folder, "a", () => "ours");
    writeFileSync(join(folder, "a"), "theirs");
    expect(() => writeFile(folder, change)).toThrow(/has changed since/);
    expect(textOf("a")).toBe("theirs");
  });
});

it("tells of new, changed and unchanged files", () => {
  const lines = describeFiles(
    [
      { path: "lib/auth.ts", before: null, after: "x", note: "the server" },
      { path: ".env", before: "a", after: "b" },
      { path: "same", before: "a", after: "a" },
    ],
    paintFor(process.stdout),
  );
  expect(lines).toEqual(["  + lib/auth.ts  the server", "  ~ .env       ", "  = same         is as it should be"]);
});
