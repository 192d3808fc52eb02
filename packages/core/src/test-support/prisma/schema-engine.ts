import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindSqlAdapterFactory, type SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";

type EngineModule = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm(exports: unknown): void };

const resolve = createRequire(import.meta.url).resolve;

let loaded: Promise<EngineModule> | undefined;

/** The engine comes as WebAssembly, too: the one that the command line downloads cannot be had everywhere. */
async function load(): Promise<EngineModule> {
  const folder = dirname(resolve("@prisma/schema-engine-wasm"));
  const engine: EngineModule = await import(/* @vite-ignore */ join(folder, "schema_engine_bg.js"));
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": engine as never,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return engine;
}

/** The statements that make the tables of a schema, as `prisma migrate` writes them. Not for MySQL, which it does not know. */
export async function migrationOf(schema: string, driver: SqlDriverAdapterFactory): Promise<string> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const file = { path: "schema.prisma", content: schema };
  let close = async (): Promise<void> => {};
  const connect = async () => {
    const connection = await driver.connect();
    close = () => connection.dispose();
    return connection;
  };
  // It asks the connection which database it is of.
  const adapter = bindSqlAdapterFactory({ provider: driver.provider, adapterName: driver.adapterName, connect });
  const engine = await SchemaEngine.new({ datamodels: [[file.path, file.content]] }, () => {}, adapter);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [file] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await close();
  return stdout ?? "";
}
