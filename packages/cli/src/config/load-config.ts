import { dirname, relative } from "node:path";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { createJiti, type JitiOptions } from "jiti";
import { Failure } from "../failure";
import { ungeneratedModuleIn } from "./generated-client";
import { fileOf, schemaAmong } from "./generated-schema";
import { explainImportFailure } from "./import-failure";
import { aliasesAbove } from "./path-aliases";
import { type ModuleTable, virtualModules } from "./virtual-modules";

type Module = Readonly<Record<string, unknown>>;

/** What was loaded. */
export interface LoadedConfig {
  readonly options: BetterAuthOptions;
  /** Generated modules that are not there yet, by the name that they are imported by. */
  readonly standIns: readonly string[];
  /** The file that Drizzle's generated schema is imported from, there or not; absolute. `undefined` when that is not known. */
  readonly schemaFile: string | undefined;
}

/** What is done about generated modules, such as Prisma's client or Drizzle's schema. */
export interface Generated {
  /** Whether something stands in the place of one that does not exist yet. @default "required" */
  readonly modules?: "required" | "stand-in";
  /** A file that is going to be generated, whatever it is called; absolute. */
  readonly output?: string | undefined;
}

function loaderOf(file: string, { modules }: ModuleTable) {
  const settings: JitiOptions = {
    // The temporary folder may belong to others as well: nothing that is executed comes from there.
    fsCache: false,
    jsx: { runtime: "automatic" },
    virtualModules: modules,
  };
  const folder = dirname(file);
  try {
    return createJiti(file, { ...settings, tsconfigPaths: true, alias: aliasesAbove(folder) });
  } catch {
    // A tsconfig.json that extends a file which is generated later: what it says itself is enough for most.
    return createJiti(file, { ...settings, alias: aliasesAbove(folder, { withOwn: true }) });
  }
}

/** `auth`, `default.auth` or `default`, whichever is there first. */
function exportedInstances(module: Module): unknown[] {
  const fallback = module.default as Module | undefined;
  return [module.auth, fallback?.auth, fallback].filter((value) => value !== undefined && value !== null);
}

function optionsOf(instance: unknown): BetterAuthOptions | undefined {
  const options = (instance as { options?: unknown }).options;
  return typeof options === "object" && options !== null ? (options as BetterAuthOptions) : undefined;
}

function explainExports(module: Module, name: string): Failure {
  const exported = Object.keys(module).filter((key) => key !== "__esModule");
  const found = exportedInstances(module).some((value) => typeof value === "function")
    ? "a function, whose result cannot be known here"
    : exported.length === 0
      ? "it exports nothing"
      : `it exports ${exported.join(", ")}`;
  return new Failure(`${name} has to export the result of betterAuth() as "auth" or as its default: ${found}.`, {
    mend: ["export const auth = betterAuth({ … })", "or name another file with --config."],
  });
}

/** A configuration needs one or two; whoever needs more has another trouble. */
const STAND_IN_LIMIT = 20;

/** What importing a configuration gives. */
interface Imported extends Omit<LoadedConfig, "options"> {
  readonly module: Module;
  /** `undefined` where nothing that is exported has any. */
  readonly options: BetterAuthOptions | undefined;
}

/** Imports a configuration. A generated module that is missing is only known when its import fails, so it starts anew then. */
async function importConfig(file: string, { modules = "required", output }: Generated): Promise<Imported> {
  const table = virtualModules(process.env);
  const standIns: string[] = [];
  let wanted: string | undefined;
  for (;;) {
    const loader = loaderOf(file, table);
    try {
      const module = await loader.import<Module>(file);
      const instances = await Promise.all(exportedInstances(module));
      // An instance that is made when it is used is made here, and may fail.
      const options = instances.map(optionsOf).find((found) => found !== undefined);
      return { module, options, standIns, schemaFile: wanted ?? schemaAmong(Object.keys(loader.cache), file) };
    } catch (error) {
      const missing = modules === "stand-in" ? ungeneratedModuleIn(error, output) : undefined;
      if (missing === undefined || standIns.includes(missing.specifier) || standIns.length >= STAND_IN_LIMIT) {
        throw error;
      }
      wanted ??= missing.schema && fileOf(missing.schema);
      standIns.push(missing.specifier);
      table.standInFor(missing.specifier);
    }
  }
}

/**
 * Loads a configuration and gives its options. The file is executed, with everything that it imports; no request is
 * served and nothing is asked of the database.
 *
 * @param folder the project's; paths are told from there
 * @param file absolute
 * @param generated whether generated modules have to be there; those that are only planned with need not
 * @throws {Failure} naming the file and the import or the line that failed
 */
export async function loadConfig(folder: string, file: string, generated: Generated = {}): Promise<LoadedConfig> {
  const { module, options, ...rest } = await importConfig(file, generated).catch((error: unknown) => {
    throw explainImportFailure(error, { folder, file });
  });
  if (options === undefined) throw explainExports(module, relative(folder, file));
  return { options, ...rest };
}
