import { dirname, relative } from "node:path";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { createJiti, type JitiOptions } from "jiti";
import { Failure } from "../failure";
import { generatedClientIn } from "./generated-client";
import { explainImportFailure } from "./import-failure";
import { aliasesAbove } from "./path-aliases";
import { type ModuleTable, virtualModules } from "./virtual-modules";

type Module = Readonly<Record<string, unknown>>;

/** What was loaded. */
export interface LoadedConfig {
  readonly options: BetterAuthOptions;
  /** Generated clients that are not there yet, by the name that they are imported by. */
  readonly standIns: readonly string[];
}

/** What is done about a generated client that does not exist yet. */
export type GeneratedClients = "required" | "stand-in";

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

/** Imports a configuration. A generated client that is missing is only known when its import fails, so it starts anew then. */
async function importConfig(
  file: string,
  clients: GeneratedClients,
): Promise<{ module: Module; instances: readonly unknown[]; standIns: readonly string[] }> {
  const table = virtualModules(process.env);
  const standIns: string[] = [];
  for (;;) {
    try {
      const module = await loaderOf(file, table).import<Module>(file);
      return { module, instances: await Promise.all(exportedInstances(module)), standIns };
    } catch (error) {
      const client = clients === "stand-in" ? generatedClientIn(error) : undefined;
      if (client === undefined || standIns.includes(client) || standIns.length >= STAND_IN_LIMIT) throw error;
      standIns.push(client);
      table.standInFor(client);
    }
  }
}

/**
 * Loads a configuration and gives its options. The file is executed, with everything that it imports; no request is
 * served and nothing is asked of the database.
 *
 * @param folder the project's; paths are told from there
 * @param file absolute
 * @param clients whether generated clients have to be there; those that are only planned with need not
 * @throws {Failure} naming the file and the import or the line that failed
 */
export async function loadConfig(
  folder: string,
  file: string,
  clients: GeneratedClients = "required",
): Promise<LoadedConfig> {
  const { module, instances, standIns } = await importConfig(file, clients).catch((error: unknown) => {
    throw explainImportFailure(error, { folder, file });
  });
  const options = instances.map(optionsOf).find((found) => found !== undefined);
  if (options === undefined) throw explainExports(module, relative(folder, file));
  return { options, standIns };
}
