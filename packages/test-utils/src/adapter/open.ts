import { keepingOpen, type OpenDatabase } from "@better-auth/core/adapter-suite";
import type { AdapterFactory, BetterAuthOptions } from "@better-auth/core/types";

/** How a database is reached and made ready. */
export interface OpenSettings {
  /** Gives what `betterAuth({ database })` takes. */
  readonly adapter: () => AdapterFactory | Promise<AdapterFactory>;
  /**
   * Makes the tables of the options, with `database` among them, in the place of those that were there: the suites ask
   * for several sets of options, and in some of them the same column is of another type.
   */
  readonly runMigrations: (options: BetterAuthOptions) => unknown;
  /** Changes the options of every suite. */
  readonly overrideBetterAuthOptions?: ((options: BetterAuthOptions) => BetterAuthOptions) | undefined;
}

/** Opens databases by migrations, one set of options after the other. */
export function makeOpen({ adapter, runMigrations, overrideBetterAuthOptions }: OpenSettings): OpenDatabase {
  const open: OpenDatabase = async (given = {}) => {
    const options = overrideBetterAuthOptions?.(given) ?? given;
    const database = await adapter();
    await runMigrations({ ...options, database });
    return database(options);
  };
  return keepingOpen(open, true);
}
