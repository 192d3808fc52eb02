import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getDMMF } from "@prisma/internals";
import type { PrismaProvider } from "../../adapters/prisma/providers";

/** A generated client. */
export type GeneratedClient = new (settings: {
  adapter: unknown;
  log?: readonly { emit: "event"; level: "query" }[];
  errorFormat?: "minimal";
}) => {
  $on(event: "query", listener: (event: { readonly query: string }) => void): void;
  $extends(extension: object): object;
  $executeRawUnsafe(statement: string): Promise<unknown>;
  $disconnect(): Promise<void>;
};

const require = createRequire(import.meta.url);

// Its module for `import` names files that are not there.
const { generateClient } = require("@prisma/client-generator-ts") as typeof import("@prisma/client-generator-ts");

/**
 * Generates the client of a schema, as `prisma generate` does, and imports it. A schema's client is generated once on a
 * machine: its folder is called after what it is made of.
 */
export async function clientOf(schema: string, provider: PrismaProvider): Promise<GeneratedClient> {
  const runtime = dirname(require.resolve("@prisma/client/runtime/client"));
  const hash = createHash("sha256").update(runtime).update(schema).digest("hex").slice(0, 32);
  const folder = join(tmpdir(), "better-auth-prisma-clients", hash);
  if (!existsSync(folder)) await generate(schema, provider, runtime, folder);
  const { PrismaClient } = await import(/* @vite-ignore */ join(folder, "client.ts"));
  return PrismaClient;
}

async function generate(schema: string, provider: PrismaProvider, runtime: string, folder: string): Promise<void> {
  const { version } = require("@prisma/client/package.json") as { version: string };
  const draft = `${folder}-${crypto.randomUUID()}`;
  await mkdir(draft, { recursive: true });
  await generateClient({
    datamodel: schema,
    schemaPath: join(draft, "schema.prisma"),
    runtimeBase: runtime,
    outputDir: draft,
    generator: {
      name: "client",
      provider: { value: "prisma-client", fromEnvVar: null },
      output: { value: draft, fromEnvVar: null },
      config: {},
      binaryTargets: [],
      previewFeatures: [],
      sourceFilePath: join(draft, "schema.prisma"),
    },
    dmmf: await getDMMF({ datamodel: schema }),
    datasources: [
      {
        name: "db",
        provider: provider as "sqlite",
        activeProvider: provider as "sqlite",
        schemas: [],
        sourceFilePath: join(draft, "schema.prisma"),
      },
    ],
    binaryPaths: {},
    engineVersion: "",
    clientVersion: version,
    activeProvider: provider as "sqlite",
    target: "nodejs",
    generatedFileExtension: "ts",
    importFileExtension: "ts",
    moduleFormat: "esm",
    tsNoCheckPreamble: true,
    compilerBuild: "fast",
  });
  // Another process may have been faster.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}
