import type { BetterAuthOptions } from "@better-auth/core/types";
import { adapterIdOf, BUILT_IN } from "../migration/adapter-id";
import { describeDatabase } from "../migration/database";
import { redact, type Shown } from "./redact";
import { secretsOf, withoutSecrets } from "./secret-text";

function showDatabase(options: BetterAuthOptions, folder: string): string {
  if (!options.database) return "none: rows are kept in memory";
  try {
    const id = adapterIdOf(options);
    return id === BUILT_IN ? describeDatabase(options.database, folder) : `through the adapter "${id}"`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A plugin by what its user chose; its endpoints and tables are known from its version. */
function showPlugin(plugin: object, known: readonly string[]): Shown {
  const { id, version, options } = plugin as { id?: unknown; version?: unknown; options?: unknown };
  return redact({ id, version, options }, known);
}

/**
 * Options as JSON that can be shown to anybody.
 * @param folder the project's, absolute
 */
export function showOptions(
  options: BetterAuthOptions,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Shown {
  const { database: _database, plugins, ...others } = options;
  const known = secretsOf(environment);
  const shown = redact(others, known) as Record<string, Shown>;
  return {
    database: withoutSecrets(showDatabase(options, folder), known),
    ...shown,
    ...(plugins === undefined ? {} : { plugins: plugins.map((plugin) => showPlugin(plugin, known)) }),
  };
}
