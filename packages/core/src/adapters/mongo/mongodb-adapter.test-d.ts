import { MongoClient } from "mongodb";
import { MongoClient as MongoClient6 } from "mongodb-6";
import { expectTypeOf, it } from "vitest";
import type { AdapterFactory } from "../../types";
import { mongodbAdapter } from "./mongodb-adapter";

it("takes databases and clients of both lines of the driver", () => {
  const client = new MongoClient("mongodb://127.0.0.1");
  expectTypeOf(mongodbAdapter(client.db(), { client })).toEqualTypeOf<AdapterFactory>();
  const older = new MongoClient6("mongodb://127.0.0.1");
  expectTypeOf(mongodbAdapter(older.db(), { client: older, usePlural: true })).toEqualTypeOf<AdapterFactory>();
});

it("takes nothing else", () => {
  // @ts-expect-error: a client is no database
  mongodbAdapter(new MongoClient("mongodb://127.0.0.1"));
  // @ts-expect-error: neither is its address
  mongodbAdapter("mongodb://127.0.0.1");
});
