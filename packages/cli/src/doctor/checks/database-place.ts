import { type Check, type Finding, type Link, orWell } from "../check";
import { platformOf } from "../platform";

const LINK: Link = "docs/database.md#connect-it";

/** A SQLite file that is kept, and can be written. */
export const databasePlace: Check = {
  id: "database-place",
  title: "SQLite file",
  run(facts) {
    const { sqlite } = facts.database;
    if (sqlite === null) return [];
    const complaints: Finding[] = [];
    if (sqlite.file === null) {
      complaints.push({
        status: facts.isProduction ? "broken" : "weak",
        found: "the database is in memory",
        why: "users are gone when the process ends",
        mend: "Name a file, or a database server.",
        link: LINK,
      });
    } else {
      if (!sqlite.isWritable) {
        complaints.push({
          status: "broken",
          found: "the file, or the folder that its journal is written to, cannot be written",
          why: "every sign-up and sign-in fails",
          mend: "Give the user that runs the application the right to write both.",
          link: LINK,
        });
      }
      const platform = platformOf(facts.environment);
      if (platform?.losesFiles === true) {
        complaints.push({
          status: "weak",
          found: `on ${platform.name} files are lost with the instance that wrote them`,
          why: "users who signed up are gone after the next deployment, or sooner",
          mend: "Use a database server, or a volume that stays.",
          link: LINK,
        });
      }
      if (facts.isProduction && sqlite.journalMode.toLowerCase() !== "wal") {
        complaints.push({
          status: "weak",
          found: `its journal mode is "${sqlite.journalMode}"`,
          why: "every write makes the readers of other processes wait",
          mend: 'Run `pragma journal_mode = wal` once, as in database.exec("pragma journal_mode = wal").',
          link: LINK,
        });
      }
    }
    return orWell(complaints, "kept in a file that can be written");
  },
};
