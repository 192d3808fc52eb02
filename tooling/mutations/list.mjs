/**
 * A weakness to put into the sources.
 * @typedef {object} Mutation
 * @property {string} name
 * @property {string} file
 * @property {string} find stands once in the file
 * @property {string} replace
 * @property {string[]} tests files to run
 * @property {string[]} fails parts of the names of tests that have to fail
 */

const core = "packages/core/src";

/** @type {Mutation[]} */
export const mutations = [
  {
    name: "a row is read, then deleted",
    file: `${core}/adapters/kysely/sql-adapter.ts`,
    find: "consumeOne: async (args) => consumeOne(db, executor, args),",
    replace: `consumeOne: async (args) => {
      const row = await findOne(db, executor, { model: args.model, where: [...args.where] });
      await null;
      if (row !== null) await deleteMany(db, executor, { model: args.model, where: [{ field: "id", value: row.id as string }] });
      return row;
    },`,
    tests: [`${core}/adapters/kysely/sqlite.test.ts`],
    fails: ["gives a row to one of many parallel callers"],
  },
  {
    name: "rows are read, then deleted",
    file: `${core}/adapters/kysely/sql-adapter.ts`,
    find: "consumeMany: async (args) => consumeMany(db, executor, args),",
    replace: `consumeMany: async (args) => {
      const rows = await findMany(db, executor, { model: args.model, where: [...args.where] });
      await null;
      await deleteMany(db, executor, args);
      return rows;
    },`,
    tests: [`${core}/adapters/kysely/sqlite.test.ts`],
    fails: ["gives all matching rows to one of many parallel callers"],
  },
  {
    name: "a counter is read, then written",
    file: `${core}/adapters/kysely/sql-adapter.ts`,
    find: "incrementOne: async (args) => incrementOne(db, executor, args),",
    replace: `incrementOne: async (args) => {
      const row = await findOne(db, executor, { model: args.model, where: [...args.where] });
      await null;
      if (row === null) return null;
      const counted = Object.entries(args.increment).map(([field, delta]) => [field, Number(row[field]) + delta]);
      return update(db, executor, {
        model: args.model,
        where: [{ field: "id", value: row.id as string }],
        update: { ...args.set, ...Object.fromEntries(counted) },
      });
    },`,
    tests: [`${core}/adapters/kysely/sqlite.test.ts`],
    fails: ["better-sqlite3 incrementOne"],
  },
  {
    name: "secrets are compared up to the first difference",
    file: `${core}/crypto/equal.ts`,
    find: "difference |= (left[i] ?? 0) ^ (right[i] ?? 0);",
    replace: "if (left[i] !== right[i]) return false;",
    tests: [`${core}/security/constant-time.test.ts`],
    fails: ["looks at every byte, wherever the first difference is (0)"],
  },
  {
    name: "signatures are compared with ===",
    file: `${core}/crypto/hashing-node.ts`,
    find: "timingSafeEqual(given, expected)",
    replace: 'given.toString("hex") === expected.toString("hex")',
    tests: [`${core}/security/constant-time.test.ts`],
    fails: ["leaves the comparison of signatures to the runtime's own"],
  },
  {
    name: "an origin is compared as the start of a text",
    file: `${core}/url/origin.ts`,
    find: "(url) => url.origin === origin",
    replace: "(url) => url.href.startsWith(origin)",
    tests: [`${core}/url/redirect.test.ts`, `${core}/security/redirects.test.ts`],
    fails: ['refuses "https://app.example.com.evil.example"', "takes no target from anybody it does not trust"],
  },
];
