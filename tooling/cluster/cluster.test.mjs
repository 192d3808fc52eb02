// Four server processes over the same stores do what one would, also when one of them is killed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { places } from "./places.mjs";
import { startServer } from "./processes.mjs";
import { makeVisitor, ORIGIN } from "./visitor.mjs";

const SERVERS = 4;
const OLD = { version: 1, value: "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A" };
const NEW = { version: 2, value: "uY7cQ1xMd9KwE4sZr6TbNa3LgV8jPf5H" };
const list = (length) => Array.from({ length }, (_, index) => index);
const count = (items, wanted) => items.filter((item) => item === wanted).length;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(places)("four processes over $name", { timeout: 40_000 }, ({ isThere, openDatabase, openRedis }) => {
  const servers = [];
  const mails = [];
  let database;
  let redis;

  const start = (secrets) =>
    startServer(
      { origin: ORIGIN, database: database.settings, redis: redis?.settings, secrets },
      (mail) => void mails.push(mail),
    );
  /** Of all requests each goes to another server than the one before. */
  const serverFor = (index) => servers[index % servers.length];

  beforeAll(async () => {
    if (!isThere) return;
    database = await openDatabase();
    redis = openRedis?.();
    // All of them find an empty database, and make its tables.
    servers.push(...(await Promise.all(list(SERVERS).map(() => start([OLD])))));
  }, 40_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end()));
    await database?.close();
    await redis?.close();
  });

  it.skipIf(!isThere)("who signs in on one is signed in on all, until it is revoked on any", async () => {
    const [laptop, phone] = [makeVisitor("alice"), makeVisitor("alice")];
    expect((await laptop.signUp(servers[0])).status).toBe(200);
    expect((await phone.signIn(servers[1])).status).toBe(200);
    for (const server of servers) expect((await phone.session(server)).user.email).toBe(phone.email);
    const { token } = (await phone.session(servers[3])).session;
    expect((await laptop.get(servers[2], "/list-sessions")).body).toHaveLength(2);
    expect((await laptop.post(servers[2], "/revoke-session", { token })).status).toBe(200);
    expect((await phone.twin().get(servers[3], "/list-sessions")).status).toBe(401);
    for (const server of servers) expect(await phone.twin().session(server)).toBeNull();
    for (const server of servers) expect(await laptop.session(server)).not.toBeNull();
  });

  it.skipIf(!isThere)("what a user changes on one shows on all", async () => {
    const bob = makeVisitor("bob");
    await bob.signUp(servers[0]);
    await bob.post(servers[1], "/update-user", { name: "Bob 2" });
    for (const server of servers) expect((await bob.session(server)).user.name).toBe("Bob 2");
  });

  it.skipIf(!isThere)("sixty parallel requests over all of them are counted together", async () => {
    const visitor = makeVisitor("counted");
    const answers = await Promise.all(list(60).map((index) => visitor.get(serverFor(index), "/ok")));
    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 200), count(statuses, 429)]).toEqual([10, 50]);
  });

  it.skipIf(!isThere)("a one-time token is spent once, by forty parallel requests over all of them", async () => {
    const carol = makeVisitor("carol");
    await carol.signUp(servers[0]);
    await carol.post(servers[1], "/request-password-reset", { email: carol.email });
    await expect.poll(() => mails.find(({ to }) => to === carol.email), { timeout: 5000 }).toBeDefined();
    const { token } = mails.find(({ to }) => to === carol.email);
    const answers = await Promise.all(
      list(40).map((index) =>
        makeVisitor("thief").post(serverFor(index), "/reset-password", { token, newPassword: `better horse ${index}` }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 200), count(statuses, 400)]).toEqual([1, 39]);
    expect((await carol.signIn(servers[2], `better horse ${statuses.indexOf(200)}`)).status).toBe(200);
  });

  it.skipIf(!isThere)("twenty parallel sign-ins of one user over all of them are all listed, and all end", async () => {
    const dave = makeVisitor("dave");
    await dave.signUp(servers[0]);
    const phones = list(20).map(() => makeVisitor("dave"));
    const answers = await Promise.all(phones.map((phone, index) => phone.signIn(serverFor(index))));
    expect(answers.map(({ status }) => status)).toEqual(list(20).map(() => 200));
    expect((await dave.get(servers[1], "/list-sessions")).body).toHaveLength(21);
    expect((await dave.post(servers[2], "/revoke-other-sessions")).status).toBe(200);
    const left = await Promise.all(phones.map((phone, index) => phone.session(serverFor(index + 1))));
    expect(left.filter((session) => session !== null)).toEqual([]);
  });

  it.skipIf(!isThere)(
    "what was answered is kept when a process is killed, and nothing is there by halves",
    async () => {
      let isOver = false;
      const told = [];
      /** Somebody who signs up, changes the name twice and signs in again, each time on the next server, and writes down what was answered. */
      async function live(name, first) {
        const visitor = makeVisitor(name);
        const seen = { visitor, isThere: false, name: undefined };
        told.push(seen);
        if ((await visitor.signUp(serverFor(first))).status !== 200) return;
        seen.isThere = true;
        for (const step of [1, 2]) {
          const { status } = await visitor.post(serverFor(first + step), "/update-user", { name: `${name} ${step}` });
          // Where there was no answer, either may be true.
          seen.name = status === 200 ? `${name} ${step}` : undefined;
          if (status !== 200) return;
        }
        await visitor.signIn(serverFor(first + 3));
      }
      const crowd = list(12).map(async (lane) => {
        for (let round = 0; !isOver; round++) await live(`lane-${lane}-${round}`, lane + round);
      });
      await pause(700);
      await servers[3].killInSignUp();
      await pause(300);
      isOver = true;
      await Promise.all(crowd);
      servers[3] = await start([OLD]);

      expect(told.filter(({ isThere: was }) => was).length).toBeGreaterThan(12);
      expect(told.some(({ isThere: was, name }) => !was || name === undefined)).toBe(true);
      await Promise.all(
        told.map(async ({ visitor, isThere: was, name }, index) => {
          if (!was) return;
          if (name !== undefined) expect((await visitor.session(serverFor(index)))?.user.name).toBe(name);
          const answer = await visitor.twin().signIn(serverFor(index + 1));
          expect(answer.status).toBe(200);
          if (name !== undefined) expect(answer.body.user.name).toBe(name);
        }),
      );
      const halves = await database.rows(
        'select "user"."email" from "user" left join "account" on "account"."userId" = "user"."id" where "account"."id" is null',
      );
      expect(halves).toEqual([]);
      // Whoever got no answer can start again: a name is taken by a whole user, or by none.
      for (const { visitor } of told.filter(({ isThere: was }) => !was)) {
        const { status } = await visitor.twin().signIn(servers[0]);
        if (status !== 200) expect((await visitor.twin().signUp(servers[1])).status).toBe(200);
      }
    },
  );

  it.skipIf(!isThere)("a restart of one after the other, to a new secret, keeps everybody signed in", async () => {
    const visitors = [makeVisitor("early")];
    await visitors[0].signUp(servers[0]);
    // All have to know the new secret before one signs with it.
    for (const secrets of [
      [OLD, NEW],
      [NEW, OLD],
    ]) {
      for (const index of servers.keys()) {
        await servers[index].end();
        servers[index] = await start(secrets);
        const late = makeVisitor(`late-${secrets[0].version}-${index}`);
        expect((await late.signUp(servers[index])).status).toBe(200);
        visitors.push(late);
        const sessions = await Promise.all(
          visitors.flatMap((visitor) => servers.map((server) => visitor.session(server))),
        );
        expect(sessions.every((session) => session !== null)).toBe(true);
      }
    }
  });
});
