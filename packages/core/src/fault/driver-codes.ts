/**
 * What is wrong with a database, by what there is to do about it.
 *
 * - `unavailable`: there is no connection, or it was lost
 * - `busy`: no answer in time, or no free connection
 * - `conflict`: a transaction was given up for another one's sake, with nothing of it done
 * - `read-only`: the connection may not write
 * - `schema`: a table or a column is missing
 * - `taken`: a unique value is taken
 * - `dangling`: a reference points at nothing, or something still points at the row
 * - `value`: the column cannot hold the value
 * - `constraint`: another rule of the table is broken
 */
export type DatabaseFault =
  | "unavailable"
  | "busy"
  | "conflict"
  | "read-only"
  | "schema"
  | "taken"
  | "dangling"
  | "value"
  | "constraint";

type Codes<C> = Readonly<Partial<Record<DatabaseFault, readonly C[]>>>;

function byCode<C>(...tables: readonly Codes<C>[]): ReadonlyMap<unknown, DatabaseFault> {
  return new Map(
    tables.flatMap((codes) =>
      Object.entries(codes).flatMap(([fault, list]) => list.map((code) => [code, fault as DatabaseFault] as const)),
    ),
  );
}

/**
 * SQLSTATE, whole or its class: PostgreSQL (Appendix A of its manual), and what MySQL says besides its own numbers.
 * 57014 is a statement that was cancelled, in practice by `statement_timeout`; 54000 is text that is too long for an index.
 */
const SQLSTATES: Codes<string> = {
  unavailable: ["08", "28", "58", "3D000", "25P03", "53100", "53200", "57P01", "57P02", "57P03", "57P04", "57P05"],
  busy: ["53", "25P04", "55P03", "57014", "70100"],
  conflict: ["40001", "40P01"],
  "read-only": ["25006", "42501"],
  schema: ["3F000", "42P01", "42703", "42S02", "42S22"],
  taken: ["23505", "23P01"],
  dangling: ["23503"],
  value: ["22", "54000"],
  constraint: ["23"],
};

/** By the name that the driver has for them: SQLite's result codes, mysql2, Prisma, tedious, our own secondary storage. */
const NAMES: Codes<string> = {
  unavailable: [
    ...["SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CORRUPT", "SQLITE_NOTADB"],
    ...["PROTOCOL_CONNECTION_LOST", "ELOGIN", "P1000", "P1001", "P1003", "P1017", "STORAGE_UNAVAILABLE"],
  ],
  busy: [
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "PROTOCOL_SEQUENCE_TIMEOUT",
    "P1002",
    "P1008",
    "P2024",
    "P2028",
    "P2037",
    "P2039",
  ],
  conflict: ["ER_LOCK_DEADLOCK", "P2034"],
  "read-only": ["SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "P1010", "STORAGE_READ_ONLY"],
  schema: ["ER_NO_SUCH_TABLE", "ER_BAD_FIELD_ERROR", "P2021", "P2022"],
  taken: [
    ...["UNIQUE_VIOLATION", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID"],
    ...["ER_DUP_ENTRY", "P2002"],
  ],
  dangling: ["SQLITE_CONSTRAINT_FOREIGNKEY", "P2003"],
  value: ["SQLITE_TOOBIG", "SQLITE_MISMATCH", "P2000", "P2020"],
  constraint: ["SQLITE_CONSTRAINT", "P2004", "P2011"],
};

/**
 * `errno` of MySQL and MariaDB. 1020 is what MariaDB says where others say deadlock; 1969 and 3024 are the time that a
 * statement may take; 1142, 1143, 1227, 1290, 1792 and 1836 refuse to write.
 */
const MYSQL_NUMBERS: Codes<number> = {
  unavailable: [1021, 1044, 1045, 1049, 1053, 1114, 1129, 1130, 1698, 1927, 2002, 2006, 2013, 4031],
  busy: [1040, 1203, 1205, 1226, 1317, 1969, 3024, 3572],
  conflict: [1020, 1213, 3101],
  "read-only": [1142, 1143, 1227, 1290, 1792, 1836],
  schema: [1054, 1146],
  taken: [1062, 1586],
  dangling: [1216, 1217, 1451, 1452],
  value: [1264, 1265, 1292, 1366, 1406, 1411, 1690, 3140, 3141],
  constraint: [1048, 1364, 3819, 4025],
};

/** `number` of SQL Server. */
const MSSQL_NUMBERS: Codes<number> = {
  unavailable: [4060, 18456, 40197, 40501, 40613],
  busy: [1222],
  conflict: [1205, 3960],
  "read-only": [229, 230, 3906],
  schema: [207, 208],
  taken: [2601, 2627],
  dangling: [547],
  value: [2628, 8115, 8152],
  constraint: [515],
};

/** `errcode` of node:sqlite: the extended codes that say more, and the primary ones. */
const SQLITE_NUMBERS: Codes<number> = {
  unavailable: [10, 11, 13, 14, 26],
  busy: [5, 6],
  "read-only": [3, 8, 23],
  taken: [1555, 2067, 2579],
  dangling: [787],
  value: [18, 20],
  constraint: [19],
};

/** `code` of MongoDB's server. */
const MONGO_NUMBERS: Codes<number> = {
  unavailable: [18, 91, 189, 8000, 10107, 11600, 11602, 13435, 13436],
  busy: [50, 24],
  conflict: [112],
  "read-only": [13],
  taken: [11000],
};

const codes = {
  sqlstate: byCode(SQLSTATES),
  name: byCode(NAMES),
  mysql: byCode(MYSQL_NUMBERS),
  mssql: byCode(MSSQL_NUMBERS),
  sqlite: byCode(SQLITE_NUMBERS),
  mongo: byCode(MONGO_NUMBERS),
};

/** What drivers say without a code. */
const MESSAGES: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/\bUNIQUE constraint failed/, "taken"],
  [/\bFOREIGN KEY constraint failed/, "dangling"],
  [/\b(NOT NULL|CHECK) constraint failed/, "constraint"],
  [/\bno such (table|column)\b|\bhas no column named\b/i, "schema"],
  [/\bdatabase (table )?is locked\b/, "busy"],
  [/\battempt to write a readonly database\b/, "read-only"],
  // pg
  [/^(timeout exceeded when trying to connect|Query read timeout)$/, "busy"],
  [
    /^(Connection terminated|Client (has encountered a connection error|was closed)|Cannot use a pool after|The server does not support SSL)/,
    "unavailable",
  ],
  // mysql2
  [/^(No connections available|Queue limit reached)\.$/, "busy"],
  [/^(Pool is closed\.|Can't (add new command when connection is|write) in closed state)/, "unavailable"],
  // better-sqlite3, node:sqlite
  [/^(The database connection is not open|database is not open)$/, "unavailable"],
];

/** Codes of the network and of postgres.js. They say nothing about whose connection it was. */
const NETWORK = new Set<unknown>([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "ENOENT"],
  ...["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "ESOCKET", "ETIMEOUT", "ECONNCLOSED", "EACCES"],
  ...["CONNECT_TIMEOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"],
  ...["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_SOCKET", "HRANA_WEBSOCKET_ERROR", "SERVER_ERROR"],
]);

/** The members of drivers' errors that tell what is wrong. */
export interface DriverError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly sqlState?: unknown;
  readonly number?: unknown;
  readonly errcode?: unknown;
}

/** At least one digit, which tells it from EPIPE. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

function bySqlState(state: unknown): DatabaseFault | undefined {
  if (typeof state !== "string" || !SQLSTATE.test(state)) return undefined;
  return codes.sqlstate.get(state) ?? codes.sqlstate.get(state.slice(0, 2));
}

/** SQLite's names have their primary code in front: "SQLITE_IOERR_WRITE". */
function byName(code: unknown): DatabaseFault | undefined {
  if (typeof code !== "string") return undefined;
  return codes.name.get(code) ?? codes.name.get(code.split("_").slice(0, 2).join("_"));
}

/** Whether a code is the name that a driver gives to something, as "SQLITE_BUSY" and "P2002" are; nobody else has those. */
export function isDriverName(code: unknown): boolean {
  return byName(code) !== undefined || code === "ERR_SQLITE_ERROR";
}

function bySqliteNumber(errcode: unknown): DatabaseFault | undefined {
  return typeof errcode === "number" ? (codes.sqlite.get(errcode) ?? codes.sqlite.get(errcode & 0xff)) : undefined;
}

/** Before MySQL's `sqlState`, which is often "HY000": anything. */
function byNumber({ name, code, errno, number }: DriverError): DatabaseFault | undefined {
  const isMongo = typeof name === "string" && name.startsWith("Mongo");
  // Other protocols have codes that are small numbers, too.
  return codes.mysql.get(errno) ?? codes.mssql.get(number) ?? (isMongo ? codes.mongo.get(code) : undefined);
}

/**
 * What one error of a driver says, causes left out; undefined for any other error. A code says more than the message,
 * which may repeat what a client sent.
 *
 * @param isOfDatabase whether it is known to come from a database, so that a lost connection was the database's
 */
export function readDriverError(error: DriverError, isOfDatabase: boolean): DatabaseFault | undefined {
  const { name, code, sqlState, errcode, message } = error;
  const coded = byNumber(error) ?? byName(code) ?? bySqlState(code) ?? bySqlState(sqlState) ?? bySqliteNumber(errcode);
  if (coded !== undefined && coded !== "constraint") return coded;
  if (isOfDatabase && NETWORK.has(code)) return "unavailable";
  if (name === "MongoWaitQueueTimeoutError") return "busy";
  if (typeof name === "string" && /^Mongo(Network|ServerSelection|Topology|PoolCleared|NotConnected)/.test(name)) {
    return "unavailable";
  }
  const text = typeof message === "string" ? message : "";
  // Some drivers of SQLite have one code for all constraints.
  return MESSAGES.find(([pattern]) => pattern.test(text))?.[1] ?? coded;
}
