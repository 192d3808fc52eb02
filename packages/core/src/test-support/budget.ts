import { databaseKind } from "./test-database";

/**
 * Statements that a flow may send: what MySQL may send stands beside it. It gives no row back from a write, so it locks
 * and reads first: one more for each write whose row is needed.
 */
export const budget = (statements: number, onMysql: number): number =>
  databaseKind === "mysql" ? onMysql : statements;
