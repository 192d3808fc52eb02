import { CamelCasePlugin, type KyselyPlugin } from "kysely";

/**
 * Spells the names of tables and columns in snake case towards the database: `emailVerified` is `email_verified` there.
 * Rows are left as they come: their keys are aliases, and values in JSON are nobody's names.
 */
export function snakeCaseNames(): KyselyPlugin {
  const camelCase = new CamelCasePlugin();
  return {
    transformQuery: (args) => camelCase.transformQuery(args),
    transformResult: async ({ result }) => result,
  };
}
