import type { DatabaseType, KyselyLike } from "../../types";

interface ProbedInstance {
  selectFrom(table: string): {
    select(column: string): { where(column: string, operator: string, value: unknown): { compile(): { sql: string } } };
  };
}

/** Finds the dialect of an instance by the look of its SQL: class names do not survive minifiers. */
export function detectDialect(instance: KyselyLike): DatabaseType {
  const { sql } = (instance as unknown as ProbedInstance).selectFrom("a").select("b").where("c", "=", 1).compile();
  if (sql.includes("`")) return "mysql";
  if (sql.includes("$1")) return "postgres";
  return sql.includes("@1") ? "mssql" : "sqlite";
}
