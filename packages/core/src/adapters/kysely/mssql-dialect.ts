// A module of its own: only whoever gives a configuration of tedious needs it.
export { MssqlDialect } from "kysely";
