import { BetterAuthError } from "../../error";
import type { DatabaseType } from "../../types";
import type { Executor } from "./driver";

/** The lock's number in PostgreSQL: "auth" in ASCII. Other migrators of the database have numbers of their own. */
const NUMBER = 0x61757468;
/** The lock's name in MySQL, for each database: names of locks have 64 characters at most, those of databases too. */
const NAME = "concat('better_auth.', sha1(coalesce(database(), '')))";
/** How long a migrator waits for another one. */
const WAIT_SECONDS = 60;

const stillRunning = (): BetterAuthError =>
  new BetterAuthError(`Another migration of this database has been running for ${WAIT_SECONDS} s. Wait for it to end.`);

/**
 * Lets one migrator of a database work at a time, also across processes; what it does is planned inside. SQLite has one
 * writer anyway: there the transaction is the lock.
 *
 * @param executor one connection, in a transaction
 */
export async function withMigrationLock<R>(
  dialect: DatabaseType,
  executor: Executor,
  work: () => Promise<R>,
): Promise<R> {
  if (dialect === "postgres") {
    // Until the transaction ends, however it ends.
    await executor.query("select pg_advisory_xact_lock($1)", [NUMBER]);
    return work();
  }
  if (dialect === "mssql") {
    // A lock of the transaction, too. A negative number says that it was not given.
    const [row] = await executor.query(
      `declare @given int; exec @given = sp_getapplock @Resource = N'better_auth_migration', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${WAIT_SECONDS * 1000}; select @given as given`,
    );
    if (!(Number(row?.given) >= 0)) throw stillRunning();
    return work();
  }
  if (dialect !== "mysql") return work();
  const [row] = await executor.query(`select get_lock(${NAME}, ${WAIT_SECONDS}) as locked`);
  if (Number(row?.locked) !== 1) throw stillRunning();
  try {
    return await work();
  } finally {
    await executor.query(`select release_lock(${NAME}) as released`);
  }
}
