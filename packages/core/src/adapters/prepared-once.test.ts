import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { compileNames } from "../database/names";
import { getAuthTables } from "../database/resolve-schema";
import { createLogger } from "../logger/logger";
import { type MongoPlace, openMongo } from "../test-support/mongo/databases";
import type { AdapterFactory } from "../types";
import { drizzleAdapter } from "./drizzle/drizzle-adapter";
import { mongodbAdapter } from "./mongo/mongodb-adapter";
import { prismaAdapter } from "./prisma/prisma-adapter";

vi.mock(import("../database/resolve-schema"), { spy: true });
vi.mock(import("../database/names"), { spy: true });
vi.mock(import("../logger/logger"), { spy: true });

beforeEach(() => {
  vi.clearAllMocks();
});

type Work = (inside: unknown) => Promise<unknown>;

let mongo: MongoPlace | undefined;
afterAll(() => mongo?.close());

const adapters: Readonly<Record<string, () => AdapterFactory | Promise<AdapterFactory>>> = {
  Drizzle: () =>
    drizzleAdapter(drizzle({ client: new Database(":memory:") }), { provider: "sqlite", transaction: true }),
  Prisma: () =>
    prismaAdapter({ $transaction: (work: Work) => work({}) }, { provider: "postgresql", transaction: true }),
  MongoDB: async () => {
    mongo = await openMongo();
    return mongodbAdapter(mongo.database(), { client: mongo.client });
  },
};

it.each(Object.entries(adapters))(
  "%s: names and tables are resolved once, however many transactions there are",
  async (_, make) => {
    const resolved = () => [getAuthTables, compileNames, createLogger].map((call) => vi.mocked(call).mock.calls.length);
    const adapter = (await make())({});
    const before = resolved();
    expect(before[0]).toBe(1);
    const insides = new Set<unknown>();
    for (let count = 0; count < 3; count++) {
      await adapter.transaction(async (inside) => {
        insides.add(inside);
      });
    }
    expect(insides.has(adapter)).toBe(false);
    expect(insides.size).toBeGreaterThan(0);
    expect(resolved()).toEqual(before);
  },
);
