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
  {
    name: "a one-time value is read, then deleted",
    file: `${core}/store/write.ts`,
    find: "if (adapter.consumeMany) return adapter.consumeMany<T>({ model, where });",
    replace: `if (adapter.consumeMany) {
    const rows = await adapter.findMany<T>({ model, where });
    await new Promise((done) => setTimeout(done));
    await adapter.deleteMany({ model, where });
    return rows;
  }`,
    tests: [`${core}/security/password-races.test.ts`],
    fails: ["visits of one deletion link: one deletes, and tells once"],
  },
  {
    name: "an address is read, then verified",
    file: `${core}/store/swap.ts`,
    find: "return scope.adapter.incrementOne<T>({ model, where, increment: {}, set });",
    replace: `return scope.adapter
      .findOne<T & { id: string }>({ model, where })
      .then((row) => row && scope.adapter.update<T>({ model, where: [{ field: "id", value: row.id }], update: set }));`,
    tests: [`${core}/security/email-races.test.ts`],
    fails: ["verify the address once", "change the address once"],
  },
  {
    name: "a mail is waited for where the answer hides an account",
    file: `${core}/user-lifecycle/send-mail.ts`,
    find: "if (settings.isHidden) ctx.context.runInBackground(sending);",
    replace: "if (settings.isHidden) await sending;",
    tests: [`${core}/security/mails.test.ts`],
    fails: ["do not wait for a mail that hangs"],
  },
  {
    name: "a session is ended by its token alone",
    file: `${core}/session/store.ts`,
    find: 'where: [...whereToken(forms), { field: "userId", value: userId }],',
    replace: "where: whereToken(forms),",
    tests: [`${core}/security/ownership.test.ts`],
    fails: ["a session of somebody else is not ended"],
  },
  {
    name: "the end of all sessions of a user is not looked at",
    file: `${core}/session/secondary.ts`,
    find: "return pair.session.createdAt.getTime() > revokedBefore ? pair : null;",
    replace: "return revokedBefore >= 0 ? pair : null;",
    tests: [`${core}/security/session-stores.test.ts`],
    fails: ["all sessions end although the list lost some of them"],
  },
  {
    name: "a cached session is believed without its signature",
    file: `${core}/session/cache/compact.ts`,
    find: "const isOurs = current.verify(input, parts.signature);",
    replace: "const isOurs = current.verify(input, parts.signature) !== null;",
    tests: [`${core}/session/cache/compact.test.ts`],
    fails: ["is not opened after a change of any byte"],
  },
  {
    name: "a password is reset whatever happened since the token was made",
    file: `${core}/account/store.ts`,
    find: "if (settings.unchangedSince) where.push(",
    replace: "if (settings.unchangedSince === null) where.push(",
    tests: [`${core}/security/password-races.test.ts`],
    fails: ["resets with tokens of their own, from before any of them: one sets the password"],
  },
];
