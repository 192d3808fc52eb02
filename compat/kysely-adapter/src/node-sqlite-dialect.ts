import { type DatabaseConnection, type SqliteDatabase, SqliteDialect } from "kysely";

/** A database of node:sqlite, structurally. */
export interface NodeSqliteDatabaseLike {
  prepare(sql: string): object;
  close(): void;
}

/** The part of its statements that is used here. */
interface NativeStatement {
  columns?(): readonly unknown[];
  all(...values: readonly unknown[]): unknown[];
  run(...values: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...values: readonly unknown[]): IterableIterator<unknown>;
}

/** What the dialect is made of. */
export interface NodeSqliteDialectConfig {
  /** The database, or a function that opens it when it is asked for the first time. */
  readonly database: NodeSqliteDatabaseLike | (() => Promise<NodeSqliteDatabaseLike>);
  /** Is called once, with the connection. */
  readonly onCreateConnection?: ((connection: DatabaseConnection) => Promise<void>) | undefined;
}

type Statement = ReturnType<SqliteDatabase["prepare"]>;

/** `columns` is there from Node 22.16 on; before, the text has to say whether rows come back. */
function givesRows(statement: NativeStatement, sql: string): boolean {
  if (statement.columns !== undefined) return statement.columns().length > 0;
  return /^\s*(select|with|values|pragma|explain)\b|\breturning\b/i.test(sql);
}

/** A database of node:sqlite in the shape of better-sqlite3, which Kysely knows. */
function asKyselyKnows(database: NodeSqliteDatabaseLike): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql): Statement {
      const statement = database.prepare(sql) as NativeStatement;
      return {
        reader: givesRows(statement, sql),
        all: (values) => statement.all(...values),
        run: (values) => statement.run(...values),
        iterate: (values) => statement.iterate(...values),
      };
    },
  };
}

/**
 * A dialect of Kysely over the SQLite that is built into Node.
 *
 * @example
 * const dialect = new NodeSqliteDialect({ database: new DatabaseSync("auth.sqlite") });
 * const db = new Kysely<Tables>({ dialect });
 */
export class NodeSqliteDialect extends SqliteDialect {
  constructor({ database, onCreateConnection }: NodeSqliteDialectConfig) {
    super({
      database: typeof database === "function" ? async () => asKyselyKnows(await database()) : asKyselyKnows(database),
      ...(onCreateConnection && { onCreateConnection }),
    });
  }
}
