import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SecondaryStorage } from "@better-auth/core/types";
import { afterEach, describe, expect, it } from "vitest";
import { compareClocks, readDatabaseClock } from "./database-clock";
import { findPackages } from "./packages";
import { lookAtEnvironmentFiles } from "./repository";
import { lookAtSqlite } from "./sqlite";
import { trySecondaryStorage } from "./storage";
import { withinLimit } from "./time-limit";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function makeFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "better-auth-doctor-")));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe("a secondary storage that is tried", () => {
  function memory(): SecondaryStorage & { kept: Map<string, unknown> } {
    const kept = new Map<string, unknown>();
    return {
      kept,
      get: (key): unknown => kept.get(key) ?? null,
      set: (key, value) => void kept.set(key, value),
      delete: (key) => void kept.delete(key),
      getAndDelete(key): unknown {
        const value = kept.get(key);
        kept.delete(key);
        return value;
      },
      increment(key): number {
        const count = Number(kept.get(key) ?? 0) + 1;
        kept.set(key, count);
        return count;
      },
    };
  }

  it("is well when it does what its methods say, and keeps nothing", async () => {
    const storage = memory();
    expect((await trySecondaryStorage(storage)).mistakes).toEqual([]);
    expect(storage.kept.size).toBe(0);
  });

  it("is not slow for the connection that its first call opens", async () => {
    const storage = memory();
    let isOpen: Promise<void> | undefined;
    const connected = async <T>(call: () => T): Promise<T> => {
      isOpen ??= new Promise((resolve) => setTimeout(resolve, 400));
      await isOpen;
      return call();
    };
    const { mistakes, slowest } = await trySecondaryStorage({
      ...storage,
      get: (key) => connected(() => storage.get(key)),
      set: (key, value, ttl) => connected(() => storage.set(key, value, ttl)),
    });
    expect(mistakes).toEqual([]);
    expect(slowest).toBeLessThan(300);
  });

  const BROKEN: [keyof SecondaryStorage, () => unknown, string][] = [
    ["set", () => {}, "get after set gave nothing, not a string"],
    ["delete", () => {}, "get after delete gave a string, not nothing"],
    ["getAndDelete", () => null, "getAndDelete gave nothing, not a string"],
    ["increment", () => 1, "the second increment gave 1, not 2"],
    ["get", () => Promise.reject(new Error("redis://me:hunter2@host is down")), "it failed: redis://[redacted]@host"],
  ];
  it.each(BROKEN)("is not when %s does something else", async (method, broken, mistake) => {
    const { mistakes } = await trySecondaryStorage({ ...memory(), [method]: broken });
    expect(mistakes.join("\n")).toContain(mistake);
  });
});

describe(".env files", () => {
  const secret = "BETTER_AUTH_SECRET=abc\n";
  const git = (folder: string, ...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });

  it("with a secret are looked up in version control", async () => {
    const folder = makeFolder({
      ".env": secret,
      ".env.local": secret,
      ".env.test": secret,
      ".env.example": "BETTER_AUTH_SECRET=\n",
      ".env.other": "PORT=1\n",
      ".gitignore": ".env.local\n",
    });
    expect(await lookAtEnvironmentFiles(folder)).toEqual([]);
    git(folder, "init");
    git(folder, "add", ".env");
    expect(await lookAtEnvironmentFiles(folder)).toEqual([
      { name: ".env", isTracked: true, isIgnored: false },
      { name: ".env.local", isTracked: false, isIgnored: true },
      { name: ".env.test", isTracked: false, isIgnored: false },
    ]);
  });

  it("are read past the mark that editors of Windows put before a text", async () => {
    const folder = makeFolder({ ".env": `\uFEFF${secret}` });
    git(folder, "init");
    expect(await lookAtEnvironmentFiles(folder)).toHaveLength(1);
  });

  it("that are templates may be in version control, with a secret that is made up, but with no real one", async () => {
    const folder = makeFolder({
      ".env": secret,
      ".env.example": "BETTER_AUTH_SECRET=put-yours-here\n",
      ".env.local.example": "BETTER_AUTH_SECRET=of-the-server\n",
      ".env.sample": secret,
    });
    git(folder, "init");
    git(folder, "add", "--all");
    const named = async (environment = {}) =>
      (await lookAtEnvironmentFiles(folder, environment)).map(({ name }) => name);
    expect(await named()).toEqual([".env", ".env.sample"]);
    expect(await named({ BETTER_AUTH_SECRET: "of-the-server" })).toContain(".env.local.example");
  });
});

describe("packages of a project", () => {
  const manifest = (name: string, dependencies: object = {}, version = "1.7.0") =>
    JSON.stringify({ name, version, dependencies });

  it("are found with what they use of each other, each real copy once", () => {
    const folder = makeFolder({
      "app/package.json": JSON.stringify({ dependencies: { "better-auth": "*", "@better-auth/react": "*" } }),
      "node_modules/better-auth/package.json": manifest("better-auth", { "@better-auth/core": "*" }),
      "node_modules/@better-auth/core/package.json": manifest("@better-auth/core"),
      "store/react/package.json": manifest("@better-auth/react", { "@better-auth/core": "*", other: "*" }),
      "store/react/node_modules/@better-auth/core/package.json": manifest("@better-auth/core", {}, "1.6.0"),
      "app/node_modules/@better-auth/.keep": "",
    });
    symlinkSync(join(folder, "store/react"), join(folder, "app/node_modules/@better-auth/react"));
    const { installed } = findPackages(join(folder, "app"), "1.7.0");
    expect(installed.map(({ name, version }) => `${name} ${version}`)).toEqual([
      "better-auth 1.7.0",
      "@better-auth/core 1.7.0",
      "@better-auth/react 1.7.0",
      "@better-auth/core 1.6.0",
    ]);
  });
});

describe("a SQLite database", () => {
  it("tells its file and how it writes", () => {
    const file = join(makeFolder(), "auth.sqlite");
    const database = new DatabaseSync(file);
    database.exec("pragma journal_mode = wal");
    expect(lookAtSqlite(database)).toEqual({ file, journalMode: "wal", isWritable: true });
    database.close();
    expect(lookAtSqlite(new DatabaseSync(":memory:"))).toMatchObject({ file: null });
    expect(lookAtSqlite({ connect: async () => {}, end: async () => {} })).toBeNull();
  });
});

describe("the clock of a database", () => {
  const poolAt = (ahead: number, released: string[] = []) => ({
    connect: async () => ({
      query: async () => ({ rows: [{ seconds: String((Date.now() + ahead) / 1000) }] }),
      release: () => void released.push("released"),
    }),
    end: async () => {},
  });

  it("is read from PostgreSQL, and every connection given back", async () => {
    const released: string[] = [];
    const reading = await readDatabaseClock(poolAt(90_000, released));
    expect(Math.round((reading?.ahead ?? 0) / 1000)).toBe(90);
    expect(released).toHaveLength(2);
    const db = { executeQuery: async () => ({ rows: [{ seconds: Date.now() / 1000 - 20 }] }) };
    const kysely = { db: { ...db, selectFrom: () => {}, transaction: () => {} }, type: "postgres" as const };
    expect(Math.round(((await readDatabaseClock(kysely))?.ahead ?? 0) / 1000)).toBe(-20);
  });

  it("is this machine's for a file, and unknown when it cannot be asked", async () => {
    expect(await readDatabaseClock(new DatabaseSync(":memory:"))).toBeNull();
    const broken = { connect: async () => Promise.reject(new Error("no")), end: async () => {} };
    expect(await readDatabaseClock(broken)).toBeNull();
  });

  it("is compared with the middle of the question, as far as that is certain", () => {
    expect(compareClocks(1000, 900, 1100)).toEqual({ ahead: 0, uncertainty: 100 });
    // A header that counts whole seconds is half a second behind on average.
    expect(compareClocks(1000, 1400, 1600, 1000)).toEqual({ ahead: 0, uncertainty: 600 });
  });
});

describe("a time limit", () => {
  it("ends the waiting for what never answers", async () => {
    await expect(withinLimit(new Promise(() => {}), 20)).rejects.toThrow("no answer within 0.02 seconds");
    expect(await withinLimit(Promise.resolve("there"), 20)).toBe("there");
  });
});
