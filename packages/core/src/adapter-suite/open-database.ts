import type { BetterAuthOptions, DBAdapter } from "../types";

/**
 * Opens an empty database of one kind, with the tables of the options. The suite calls it once for each set of options,
 * and removes rows through the adapter from then on.
 */
export type OpenDatabase = (options?: BetterAuthOptions) => Promise<DBAdapter>;

/** Every model of the options, those that point at others first. */
function modelsOf(options: BetterAuthOptions): readonly string[] {
  const ofPlugins = (options.plugins ?? []).flatMap((plugin) => Object.keys(plugin.schema ?? {}));
  const core = ["session", "account", "verification", "user"];
  return [...ofPlugins.filter((model) => !core.includes(model)), ...core];
}

/** Removes every row; `false` when some are left, or the database is closed. */
async function removeRows(adapter: DBAdapter, options: BetterAuthOptions): Promise<boolean> {
  const filled = async (models: readonly string[]): Promise<readonly string[]> => {
    const counts = await Promise.all(models.map((model) => adapter.count({ model })));
    return models.filter((_, i) => counts[i] !== 0);
  };
  try {
    const models = await filled(modelsOf(options));
    for (const model of models) await adapter.deleteMany({ model, where: [] });
    return (await filled(models)).length === 0;
  } catch {
    return false;
  }
}

/**
 * Opens each set of options once, because making tables takes its time. Where rows cannot be removed a new database is
 * opened, so that an adapter that cannot delete fails the tests of deletion and no others.
 *
 * @param isOnePlace what was opened before is gone
 */
export function keepingOpen(open: OpenDatabase, isOnePlace = false): OpenDatabase {
  const kept = new Map<BetterAuthOptions, DBAdapter>();
  return async (options = {}) => {
    const before = kept.get(options);
    if (before !== undefined && (await removeRows(before, options))) return before;
    if (isOnePlace) kept.clear();
    const adapter = await open(options);
    // Tables of the same name may have been there before.
    if (isOnePlace) await removeRows(adapter, options);
    kept.set(options, adapter);
    return adapter;
  };
}
