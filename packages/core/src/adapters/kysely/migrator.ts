import { type MigrationPlan, planMigration, type UnsafeChange } from "../../database/migration-plan";
import { type MigrationDialect, type MigrationStart, writeMigration } from "../../database/migration-sql";
import { compileNames } from "../../database/names";
import { getAuthTables } from "../../database/resolve-schema";
import { UnsafeMigrationError } from "../../database/unsafe-migration-error";
import { underWantedNames } from "../../database/wanted-names";
import type { BetterAuthOptions, DatabaseType } from "../../types";
import type { Executor } from "./driver";
import { hasSchema, introspect } from "./introspect";
import { recordMigration } from "./ledger";
import { withMigrationLock } from "./migration-lock";
import type { SqlConnection } from "./sql-connection";
import { findUnsafeChanges } from "./unsafe-changes";

/** A plan with the changes that must not be made, and what it starts from. */
export interface CheckedPlan extends MigrationPlan {
  readonly unsafeChanges: readonly UnsafeChange[];
  readonly start: MigrationStart;
}

/** Migrations of one database. */
export interface Migrations {
  /** Compares the configuration with the database. */
  plan(): Promise<CheckedPlan>;
  /** The statements of a plan. */
  write(plan: CheckedPlan): readonly string[];
  /**
   * Makes a plan, carries it out and writes it down in the ledger, in one transaction. Where there is nothing to do, it
   * reads what is there and does no more: no lock, no transaction, no write.
   *
   * @returns what was carried out; an empty plan when another process had done it
   * @throws {UnsafeMigrationError} when a change is unsafe; nothing is run then
   */
  run(): Promise<MigrationPlan>;
}

function idsOf(options: BetterAuthOptions): MigrationDialect["ids"] {
  const wanted = options.advanced?.database?.generateId;
  return wanted === "serial" || wanted === "uuid" ? wanted : "text";
}

/** Makes the migrations of a database. */
export function makeMigrations({ driver, usePlural }: SqlConnection, options: BetterAuthOptions): Migrations {
  const names = compileNames(getAuthTables(options), usePlural);
  const spell = (name: string) => driver.nameInDatabase?.(name) ?? name;
  const to: MigrationDialect = {
    dialect: driver.dialect,
    ids: idsOf(options),
    schemaName: driver.schemaName === undefined ? undefined : spell(driver.schemaName),
    spell,
  };

  async function planOn(executor: Executor): Promise<CheckedPlan> {
    const tables = underWantedNames(await introspect(to, executor), names, to);
    const plan = planMigration(names, tables, driver.dialect, spell);
    const lacksSchema = plan.toBeCreated.length > 0 && tables.length === 0 && !(await hasSchema(to, executor));
    const unsafeChanges = await findUnsafeChanges(plan, names, tables, to, executor);
    return { ...plan, unsafeChanges, start: { tables, lacksSchema } };
  }

  async function writeOn(executor: Executor): Promise<{ plan: CheckedPlan; statements: readonly string[] }> {
    const plan = await planOn(executor);
    if (plan.unsafeChanges.length > 0) throw new UnsafeMigrationError(plan.unsafeChanges);
    return { plan, statements: writeMigration(plan, names, to, plan.start) };
  }

  async function runOn(executor: Executor): Promise<MigrationPlan> {
    // Planned anew: another process may have migrated since the plan was shown.
    const { plan, statements } = await writeOn(executor);
    for (const statement of statements) await executor.query(statement);
    await recordMigration(executor, to, statements);
    return plan;
  }

  return {
    plan: () => planOn(driver),
    write: (plan) => writeMigration(plan, names, to, plan.start),
    async run() {
      const { plan, statements } = await writeOn(driver);
      if (statements.length === 0) return plan;
      if (driver.transaction === null) return runOn(driver);
      return driver.transaction((executor) => withMigrationLock(driver.dialect, executor, () => runOn(executor)));
    },
  };
}

/** Plans for a database that holds nothing yet. None is asked, so there need not be one. */
export function planEmptyDatabase(
  options: BetterAuthOptions,
  { dialect, schemaName, usePlural }: { dialect: DatabaseType; schemaName: string | undefined; usePlural: boolean },
): { readonly plan: Omit<CheckedPlan, "start">; readonly statements: readonly string[] } {
  const names = compileNames(getAuthTables(options), usePlural);
  const spell = (name: string) => name;
  const plan = planMigration(names, [], dialect, spell);
  const statements = writeMigration(plan, names, { dialect, ids: idsOf(options), schemaName, spell });
  return { plan: { ...plan, unsafeChanges: [] }, statements };
}
