/**
 * A weakness to put into the sources.
 * @typedef {object} Mutation
 * @property {string} name
 * @property {string} file
 * @property {string} find stands once in the file
 * @property {string} replace
 * @property {string[]} tests files to run
 * @property {string[]} fails parts of the names of tests that have to fail
 * @property {string} [only] runs only tests whose names match this pattern; groups stand before them with " > "
 * @property {number} [times] how often each race is run, where it is not lost every time
 * @property {string} [needs] the environment variable with the address of the server that the tests are on
 */

const core = "packages/core/src";

const servers = [
  {
    server: "PostgreSQL",
    needs: "BETTER_AUTH_TEST_POSTGRES",
    tests: [`${core}/adapters/kysely/postgres.test.ts`],
    only: "a pool of pg.*fifty callers at once",
  },
  {
    server: "MySQL",
    needs: "BETTER_AUTH_TEST_MYSQL",
    tests: [`${core}/adapters/kysely/mysql.test.ts`],
    only: "a pool of mysql2 .*fifty callers at once",
  },
];

/** A weakness on SQLite, and on each server: what decides a race there is something else. */
function onEveryDatabase({ fails, ...mutation }, failsOnServers) {
  return [
    { ...mutation, fails },
    ...servers.map(({ server, ...where }) => ({
      ...mutation,
      ...where,
      name: `${mutation.name} (${server})`,
      fails: failsOnServers,
    })),
  ];
}

const takenOnce = "fifty callers at once take one row: one gets it";
const countedOnce = "fifty callers at once count: each gets a number of its own";
const limited = "fifty callers at once count up to a limit";
const swapped = "fifty callers at once swap a value that they have read";

/** @type {Mutation[]} */
export const mutations = [
  ...onEveryDatabase(
    {
      name: "a row is read, then deleted",
      file: `${core}/adapters/kysely/sql-adapter.ts`,
      find: "consumeOne: write(consumeOne),",
      replace: `consumeOne: write(async (db, executor, args) => {
      const row = await findOne(db, executor, { model: args.model, where: [...args.where] });
      await null;
      if (row !== null) await deleteMany(db, executor, { model: args.model, where: [{ field: "id", value: row.id as string }] });
      return row;
    }),`,
      tests: [`${core}/adapters/kysely/sqlite.test.ts`],
      only: "better-sqlite3 ",
      fails: ["gives a row to one of many parallel callers", takenOnce],
    },
    [takenOnce],
  ),
  {
    name: "rows are read, then deleted",
    file: `${core}/adapters/kysely/sql-adapter.ts`,
    find: "consumeMany: write(consumeMany),",
    replace: `consumeMany: write(async (db, executor, args) => {
      const rows = await findMany(db, executor, { model: args.model, where: [...args.where] });
      await null;
      await deleteMany(db, executor, args);
      return rows;
    }),`,
    tests: [`${core}/adapters/kysely/sqlite.test.ts`],
    only: "better-sqlite3 ",
    fails: ["gives all matching rows to one of many parallel callers"],
  },
  ...onEveryDatabase(
    {
      name: "a counter is read, then written",
      file: `${core}/adapters/kysely/sql-adapter.ts`,
      find: "incrementOne: write(incrementOne),",
      replace: `incrementOne: write(async (db, executor, args) => {
      const row = await findOne(db, executor, { model: args.model, where: [...args.where] });
      await null;
      if (row === null) return null;
      const counted = Object.entries(args.increment).map(([field, delta]) => [field, Number(row[field]) + delta]);
      return update(db, executor, {
        model: args.model,
        where: [{ field: "id", value: row.id as string }],
        update: { ...args.set, ...Object.fromEntries(counted) },
      });
    }),`,
      tests: [`${core}/adapters/kysely/sqlite.test.ts`],
      only: "better-sqlite3 ",
      fails: ["better-sqlite3 incrementOne", countedOnce, limited, swapped],
    },
    [countedOnce, limited, swapped],
  ),
  {
    name: "rows of MySQL are read without a lock",
    file: `${core}/adapters/kysely/locked-rows.ts`,
    find: 'lock: isLoose ? "lock in share mode" : "for update",',
    replace: "lock: undefined,",
    ...servers[1],
    fails: [countedOnce, limited, swapped],
  },
  {
    name: "a row is read, then deleted (Drizzle)",
    file: `${core}/adapters/drizzle/writes.ts`,
    find: "if (isRowless) return (await consumeLocked(connection, { model, where, isOne: true }))[0] ?? null;",
    replace: `const condition = whereOf(model, where, connection.provider);
      const rows = await connection.run((db) => db.select(model.fields).from(model.table).where(condition).limit(1));
      const [row] = rows.map((stored) => readRow(model, stored));
      if (row === undefined) return null;
      await deleteRows({ modelKey, where: [{ ...where[0], field: "id", value: row.id, operator: "eq", mode: "sensitive" }] });
      return row;`,
    tests: [`${core}/adapters/drizzle/sqlite.test.ts`],
    only: "at once|consumeOne",
    fails: ["gives a row to one of many parallel callers", takenOnce],
  },
  {
    name: "a counter is read, then written (Drizzle)",
    file: `${core}/adapters/drizzle/writes.ts`,
    find: "const values = { ...writtenRow(model, set ?? {}), ...increments(model, increment) };",
    replace: `const condition = whereOf(model, where, connection.provider);
      const rows = await connection.run((db) => db.select(model.fields).from(model.table).where(condition).limit(1));
      const [row] = rows.map((stored) => readRow(model, stored));
      if (row === undefined) return null;
      const counts = Object.entries(increment).map(([column, delta]) => [column, Number(row[column] ?? 0) + delta]);
      where = [{ ...where[0], field: "id", value: row.id, operator: "eq", mode: "sensitive" }];
      const values = writtenRow(model, { ...set, ...Object.fromEntries(counts) });`,
    tests: [`${core}/adapters/drizzle/sqlite.test.ts`],
    only: "at once|incrementOne",
    fails: ["never lets more through than the guard says", countedOnce, limited, swapped],
  },
  {
    name: "a row is read, then deleted (memory)",
    file: `${core}/adapters/memory/memory-adapter.ts`,
    find: `async consumeOne({ model, where }) {
      const row = find(model, where)[0];`,
    replace: `async consumeOne({ model, where }) {
      const row = find(model, where)[0];
      await null;`,
    tests: [`${core}/adapters/memory/memory-adapter.test.ts`],
    fails: ["gives a row to one of many parallel callers", takenOnce],
  },
  {
    name: "a counter is read, then written (memory)",
    file: `${core}/adapters/memory/memory-adapter.ts`,
    find: "const counts = Object.entries(increment)",
    replace: "await null;\n      const counts = Object.entries(increment)",
    tests: [`${core}/adapters/memory/memory-adapter.test.ts`],
    fails: ["never lets more through than the guard says", countedOnce, limited, swapped],
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
    find: "scope.adapter.incrementOne<T>({ model, where, increment: {}, set: settle(data) }),",
    replace: `scope.adapter
      .findOne<T & { id: string }>({ model, where })
      .then(
        (row) => row && scope.adapter.update<T>({ model, where: [{ field: "id", value: row.id }], update: settle(data) }),
      ),`,
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
  {
    name: "a token that does not say where it was mailed to proves an address",
    file: `${core}/user-lifecycle/reset-password.ts`,
    find: "mailed === true",
    replace: "mailed !== false",
    tests: [`${core}/routes/email-password/reset-password.test.ts`],
    fails: ["takes away sessions alone by a token of the application"],
  },
  {
    name: "a challenge of one ceremony of passkeys is one of the other",
    file: "packages/passkey/src/challenge.ts",
    find: "return challenge.type === type ? challenge : null;",
    replace: "return challenge.type ? challenge : null;",
    tests: ["tooling/security/cross-redeem.test.mjs"],
    fails: ["open no other door (advisory 17): challenge of a new passkey"],
    only: "by default.*challenge of a new passkey",
  },
  {
    name: "a mailed code is for whatever it is typed at",
    file: "packages/plugins/src/email-otp/code.ts",
    find: "if (userId === undefined) return `",
    replace: 'type = ""; if (userId === undefined) return `',
    tests: ["tooling/security/cross-redeem.test.mjs"],
    fails: ["open no other door (advisory 17): mailed code, sign-in"],
    only: "by default.*mailed code, sign-in",
  },
  {
    name: "a magic link is found by any name of the store",
    file: "packages/plugins/src/magic-link/token.ts",
    find: "await storedToken(token, storeToken)}`;",
    replace: "await storedToken(token, storeToken)}`.slice(PURPOSE.length + 1);",
    tests: ["tooling/security/cross-redeem.test.mjs"],
    fails: ["open no other door (advisory 17): reset token"],
    only: "as they are.*reset token",
  },
  {
    name: "whoever serves a discovery document speaks for any issuer",
    file: "packages/plugins/src/generic-oauth/read-document.ts",
    find: "expected.includes(issuer)) return issuer;",
    replace: "expected.includes !== undefined) return issuer;",
    tests: ["packages/plugins/src/generic-oauth/discovery.test.ts"],
    fails: ['a discovery document that cannot be used has issuer "https://evil.example.com"'],
    only: "has issuer|the issuer of a discovery document",
  },
  {
    name: "the access token that a page brings says who it is",
    file: "packages/plugins/src/generic-oauth/token-source.ts",
    find: 'scopes === undefined ? "page" : "store"',
    replace: 'scopes === undefined ? "store" : "store"',
    tests: ["packages/plugins/src/generic-oauth/id-token.test.ts"],
    fails: ["an ID token that a page brings does not so through a getUserInfo of the application either"],
    only: "an ID token that a page brings",
  },
  {
    name: "an ID token without published keys is for any client",
    file: "packages/plugins/src/generic-oauth/id-token.ts",
    find: "!audiences.includes(clientId) || (",
    replace: "(",
    tests: ["packages/plugins/src/generic-oauth/id-token.test.ts"],
    fails: ["an ID token where no keys are known for another client is refused"],
    only: "an ID token where no keys are known",
  },
  {
    name: "what a sign-in was judged by is not looked at again",
    file: `${core}/sign-in/issue-session.ts`,
    find: "basis: basisOf(user, factor, settings),",
    replace: "basis: undefined,",
    tests: [`${core}/security/overtaken-sign-ins.test.ts`],
    fails: ["a sign-in whose password was right, by a reset", "by the proof of the address (advisory 15)"],
  },
  {
    name: "the other row is only looked at, not held (PostgreSQL)",
    file: `${core}/adapters/kysely/while-present.ts`,
    find: 'postgres: "for share", ',
    replace: "",
    needs: "BETTER_AUTH_TEST_POSTGRES",
    tests: [`${core}/adapters/kysely/postgres.test.ts`],
    only: "a pool of pg.*createIfPresent.*leaves nothing behind",
    times: 40,
    fails: ["leaves nothing behind when the other row is taken away"],
  },
  {
    name: "a state serves any browser",
    file: `${core}/oauth-state/places.ts`,
    find: "if (!known || !constantTimeEqual(known, name)) return",
    replace: "if (!known && !constantTimeEqual(name, name)) return",
    tests: [`${core}/routes/oauth/state.test.ts`],
    fails: ["serves the browser that took it along, and no other (advisory 19)"],
  },
  {
    name: "a state serves any provider",
    file: `${core}/oauth-state/state.ts`,
    find: "(made === undefined || !isSame(made, boundTo))",
    replace: "made === null",
    tests: [`${core}/routes/oauth/state.test.ts`],
    fails: ["serves the provider that it was made for, and no other (advisory 58)"],
  },
  {
    name: "an address that nobody has proved here is enough to link",
    file: `${core}/account-linking/decide.ts`,
    find: "const isProved = user.emailVerified && (said",
    replace: "const isProved = user !== null && (said",
    tests: [`${core}/account-linking/linking.test.ts`],
    fails: ["never to a user whom nobody has proved to be (advisory 14)"],
  },
  {
    name: "a sign-in that waits for an address waits for any browser",
    file: `${core}/missing-email/place.ts`,
    find: "if (waiting === null || !constantTimeEqual(await sha256Base64url(secret), waiting.browserDigest)) return null;",
    replace: "if (waiting === null) return null;",
    tests: [`${core}/missing-email/attacks.test.ts`],
    fails: ["waits in one browser: the one that began last"],
    only: "waits in one browser",
  },
  {
    name: "any link proves the address that was typed last",
    file: `${core}/missing-email/email-proof.ts`,
    find: "if (proof === null || !constantTimeEqual(await sha256Base64url(token), proof.tokenDigest)) return",
    replace: "if (proof === null) return",
    tests: [`${core}/missing-email/attacks.test.ts`],
    fails: ["proves the address that it was sent to, and none that was typed since", "does nothing in another browser"],
    only: "the link of a mail",
  },
  {
    name: "the proof of an address is read, not spent",
    file: `${core}/missing-email/place.ts`,
    find: "const taken = await takeNewest(scope, row.identifier);",
    replace: "const taken = await findVerification(scope, row.identifier);",
    tests: [`${core}/missing-email/attacks.test.ts`],
    fails: ["works once: of fifty at once one signs in"],
    only: "works once",
  },
  {
    name: "nobody counts the mails of one sign-in",
    file: `${core}/missing-email/email-proof.ts`,
    find: "if (waiting.mails >= MOST_MAILS) break;",
    replace: "",
    tests: [`${core}/missing-email/attacks.test.ts`],
    fails: ["are five, also of fifty wishes at once"],
    only: "are five",
  },
  {
    name: "a sign-in that rests on a mailed proof hides that",
    file: `${core}/account-linking/sign-in-with-provider.ts`,
    find: "provesEmailOf(user, facts) ? { id, provesEmail: true } : { id }",
    replace: "provesEmailOf(user, facts) ? { id } : { id }",
    tests: ["packages/plugins/src/two-factor/every-way-in.test.ts"],
    fails: ["is none after an account at a provider whose address was proved by mail (advisory 80)"],
    only: "whose address was proved by mail",
  },
];
