// Wherever sessions live, a component only reads them, and a server action keeps them going.
import { memoryAdapter } from "@better-auth/core/adapters/memory";
import type { SecondaryStorage } from "@better-auth/core/types";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nextRequest } from "./next-request.test-support";
import { day, person, withPerson } from "./person.test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const copy = { enabled: true, maxAge: 30 * day };
const long = `https://example.com/${"y".repeat(9000)}`;
const DATA = "better-auth.session_data";

/** A key-value store, and what is in it. */
function keyValueStore() {
  const entries = new Map<string, string>();
  const storage: SecondaryStorage = {
    get: async (key) => entries.get(key) ?? null,
    set: async (key, value) => void entries.set(key, value),
    delete: async (key) => void entries.delete(key),
    async getAndDelete(key) {
      const value = entries.get(key) ?? null;
      entries.delete(key);
      return value;
    },
    async increment(key) {
      const count = Number(entries.get(key) ?? 0) + 1;
      entries.set(key, String(count));
      return count;
    },
  };
  return { storage, content: () => JSON.stringify([...entries]) };
}

/** Somebody whose session is due for an extension: two days old, where one is enough. */
const places = {
  "in a table": async () => {
    const tables = {};
    return { ...(await withPerson({ database: memoryAdapter(tables) })), content: () => JSON.stringify(tables) };
  },
  "in a table, with a copy in a cookie": async () => {
    const tables = {};
    const ada = await withPerson({ database: memoryAdapter(tables), session: { cookieCache: copy } });
    return { ...ada, content: () => JSON.stringify(tables) };
  },
  "in a table, with a copy that is out of date": async () => {
    const tables = {};
    const session = { cookieCache: { enabled: true, maxAge: 60 } };
    const ada = await withPerson({ database: memoryAdapter(tables), session });
    return { ...ada, content: () => JSON.stringify(tables) };
  },
  "in a table, with a copy in several cookies": async () => {
    const tables = {};
    const ada = await withPerson({ database: memoryAdapter(tables), session: { cookieCache: copy }, image: long });
    return { ...ada, content: () => JSON.stringify(tables) };
  },
  "in a key-value store": async () => {
    const { storage, content } = keyValueStore();
    return { ...(await withPerson({ secondaryStorage: storage })), content };
  },
};

const names = (lines: readonly string[]) => lines.map((line) => line.slice(0, line.indexOf("="))).sort();

describe.each(Object.entries(places))("with sessions %s", (_, place) => {
  const dueForMore = async () => {
    const ada = await place();
    vi.setSystemTime(Date.now() + 2 * day * 1000);
    return ada;
  };

  it("a component reads a session that is due, and changes neither it nor a cookie", async () => {
    const { auth, cookie, headers, content } = await dueForMore();
    const before = content();
    const request = nextRequest(cookie);
    const session = await request.run("render", () => auth.api.getSession({ headers }));
    expect(session?.user.email).toBe(person.email);
    expect(content()).toBe(before);
    expect(request.setCookies).toEqual([]);
  });

  it("a server action extends it, and what renders after it still knows who it is", async () => {
    const { auth, cookie, headers, content } = await dueForMore();
    const before = content();
    const request = nextRequest(cookie);
    const session = await request.run("action", () => auth.api.getSession({ headers }));
    expect(session?.session.expiresAt.getTime()).toBe(Date.now() + 7 * day * 1000);
    expect(content()).not.toBe(before);
    expect(names(request.setCookies)).toContain("better-auth.session_token");
    request.startRender();
    const after = content();
    expect((await request.run("render", () => auth.api.getSession({ headers })))?.user.email).toBe(person.email);
    expect(content()).toBe(after);
  });

  it("the mounted handler extends it", async () => {
    const { auth, cookie } = await dueForMore();
    const read = new Request("http://localhost:3000/api/auth/get-session", { headers: { cookie } });
    const response = await nextRequest(cookie).run("action", () => auth.handler(read));
    expect(names(response.headers.getSetCookie())).toContain("better-auth.session_token");
  });
});

describe("with sessions in their cookies alone", () => {
  const withoutStore = async () => {
    const ada = await withPerson({ database: undefined });
    vi.setSystemTime(Date.now() + 6.5 * day * 1000);
    return ada;
  };

  it("a component reads one, and a server action makes it anew", async () => {
    const { auth, cookie, headers } = await withoutStore();
    const request = nextRequest(cookie);
    expect((await request.run("render", () => auth.api.getSession({ headers })))?.user.email).toBe(person.email);
    expect(request.setCookies).toEqual([]);
    await request.run("action", () => auth.api.getSession({ headers }));
    expect(names(request.setCookies)).toEqual([DATA, "better-auth.session_token"]);
    vi.setSystemTime(Date.now() + 2 * day * 1000);
    const later = new Headers({ cookie: request.cookie() });
    expect((await auth.api.getSession({ headers: later }))?.user.email).toBe(person.email);
  });
});

describe("with deferSessionRefresh", () => {
  it("a server action extends with POST only, and a component not even then", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson({ session: { deferSessionRefresh: true } });
    await age();
    const request = nextRequest(cookie);
    for (const [phase, method] of [
      ["render", "GET"],
      ["render", "POST"],
      ["action", "GET"],
    ] as const) {
      await request.run(phase, () => auth.api.getSession({ headers, method }));
      expect(await secondsLeft()).toBeLessThan(day);
    }
    expect(request.setCookies).toEqual([]);
    await request.run("action", () => auth.api.getSession({ headers, method: "POST" }));
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
    expect(names(request.setCookies)).toEqual(["better-auth.session_token"]);
  });
});

describe("a copy in several cookies", () => {
  it("is replaced by a server action that makes it shorter, and the rest of it goes", async () => {
    const { auth, cookie, headers } = await withPerson({ session: { cookieCache: copy }, image: long });
    expect(cookie).toContain(`${DATA}.3=`);
    const request = nextRequest(cookie);
    const image = "https://example.com/short.png";
    await request.run("action", () => auth.api.updateUser({ body: { image }, headers }));
    const removed = request.setCookies.filter((line) => /Max-Age=0/.test(line));
    expect(names(removed)).toEqual([`${DATA}.0`, `${DATA}.1`, `${DATA}.2`, `${DATA}.3`]);
    request.startRender();
    expect((await request.run("render", () => auth.api.getSession({ headers })))?.user.image).toBe(image);
  });

  it("that is spoiled costs a component a read, and is left for others to remove", async () => {
    const { auth, cookie } = await withPerson({ session: { cookieCache: copy }, image: long });
    const spoiled = cookie.replace(`${DATA}.0=`, `${DATA}.0=x`);
    const request = nextRequest(spoiled);
    const headers = new Headers({ cookie: spoiled });
    expect((await request.run("render", () => auth.api.getSession({ headers })))?.user.image).toBe(long);
    expect(request.setCookies).toEqual([]);
  });
});
