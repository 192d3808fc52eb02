import { isEmpty, summarize } from "../../migration/describe-plan";
import { type Check, type Finding, orWell } from "../check";
import { seriously } from "../facts/facts";

const MIGRATE = "Run `npx @better-auth/cli migrate`.";

/** The database answers, and has what the configuration needs. */
export const tables: Check = {
  id: "tables",
  title: "Tables",
  run(facts) {
    const { place, mistake, plan, adapterId } = facts.database;
    if (place === null) {
      return [
        {
          status: seriously(facts),
          found: "the configuration names no database",
          why: "users are kept in memory, and are gone when the process ends",
          mend: 'Name one, as in betterAuth({ database: new DatabaseSync("auth.sqlite") }).',
          link: "docs/database.md#connect-it",
        },
      ];
    }
    if (mistake !== null) {
      return [
        {
          status: "broken",
          found: `${place} does not answer as it should: ${mistake}`,
          why: "without it nobody can sign in",
          mend: "Check that the server runs, that this machine may reach it, and the name and the password.",
          link: "docs/database.md#connect-it",
        },
      ];
    }
    if (adapterId === "memory") {
      return [
        {
          status: seriously(facts),
          found: "the memory adapter keeps the rows",
          why: "they are gone when the process ends, and other processes have others",
          mend: "Name a database.",
          link: "docs/database.md#connect-it",
        },
      ];
    }
    if (plan === null) return [{ status: "well", found: `${place} answers; its own tools compare the tables` }];
    const complaints: Finding[] = plan.unsafeChanges.map(({ message }) => ({
      status: "broken",
      found: message,
      why: "the rows that are there stand against it, so migrate refuses",
      link: "docs/database.md#migrations",
    }));
    const isMissing = plan.toBeCreated.length + plan.toBeAdded.length > 0;
    if (!isEmpty(plan)) {
      complaints.push({
        status: isMissing ? "broken" : "weak",
        found: `${place} lacks ${summarize(plan)}: ${describeMissing(plan)}`,
        why: isMissing ? "requests that need them fail" : "looking things up takes longer with every row",
        mend: MIGRATE,
        link: "docs/database.md#migrations",
      });
    }
    for (const { message } of plan.schemaProblems) {
      complaints.push({ status: "weak", found: message, link: "docs/database.md#migrations" });
    }
    return orWell(complaints, `${place} has every table, column and index`);
  },
};

function describeMissing(plan: NonNullable<Parameters<typeof summarize>[0]>): string {
  const names = [
    ...plan.toBeCreated.map(({ table }) => table),
    ...plan.toBeAdded.flatMap(({ table, fields }) =>
      Object.entries(fields).map(([key, { fieldName }]) => `${table}.${fieldName ?? key}`),
    ),
    ...plan.toBeAddedIndexes.map(({ name }) => name),
  ];
  return names.length > 8 ? `${names.slice(0, 8).join(", ")}, …` : names.join(", ");
}
