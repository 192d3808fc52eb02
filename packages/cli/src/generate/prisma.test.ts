import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prismaAdapter } from "@better-auth/core/adapters/prisma";
import { afterAll, describe, expect, it } from "vitest";
import { Failure } from "../failure";
import { prismaGenerator } from "./prisma";

const root = mkdtempSync(join(tmpdir(), "better-auth-"));
afterAll(() => rmSync(root, { recursive: true }));

function folderWith(version: string): string {
  const folder = join(root, version);
  mkdirSync(join(folder, "node_modules/prisma"), { recursive: true });
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "node_modules/prisma/package.json"), JSON.stringify({ version }));
  return join(folder, "app");
}

describe("the Prisma schema", () => {
  it("is for the provider of the adapter, and with its plurals", async () => {
    const database = prismaAdapter({}, { provider: "cockroachdb", usePlural: true });
    const { code } = await prismaGenerator.generate({ options: { database } }, null);
    expect(code).toContain('provider = "cockroachdb"');
    expect(code).toContain('@@map("users")');
  });

  it("is for a dialect without an adapter", async () => {
    const { code } = await prismaGenerator.generate({ options: {}, dialect: "mssql" }, null);
    expect(code).toContain('provider = "sqlserver"');
  });

  it("begins as the version of Prisma wants it that is installed in the project, or above it", async () => {
    const start = async (version: string) =>
      (await prismaGenerator.generate({ options: {}, dialect: "sqlite", folder: folderWith(version) }, null)).code;
    expect(await start("6.19.3")).toContain('provider = "prisma-client-js"');
    expect(await start("7.0.0")).toContain('provider = "prisma-client"\n');
  });

  it("says what is missing and what cannot be read", async () => {
    await expect(prismaGenerator.generate({ options: {} }, null)).rejects.toThrow(Failure);
    const broken = prismaGenerator.generate({ options: {}, dialect: "mysql" }, "model User {");
    await expect(broken).rejects.toThrow("closes model User of line 1");
  });
});
