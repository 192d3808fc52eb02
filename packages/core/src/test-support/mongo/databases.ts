import { type Db, MongoClient, type MongoClientOptions } from "mongodb";
import { type MongoDBAdapterConfig, mongodbAdapter } from "../../adapters/mongo/mongodb-adapter";
import type { BetterAuthOptions, DBAdapter } from "../../types";
import type { Deployment } from "./run";
import { type MongoServer, startMongo } from "./server";

/** A real server, as in mongodb://127.0.0.1:27017/?replicaSet=rs0; without one a stand-in is started. */
export const mongoUrl: string | undefined = process.env.BETTER_AUTH_TEST_MONGO;

/** A client of a server, whose databases are removed at the end. */
export interface MongoPlace {
  readonly url: string;
  readonly client: MongoClient;
  /** The stand-in; `undefined` for a real server. */
  readonly server: MongoServer | undefined;
  /** A database of its own. */
  database(): Db;
  close(): Promise<void>;
}

/**
 * Connects to the machine's own server, or to a stand-in.
 *
 * @param deployment what the stand-in introduces itself as; a real server is what it is
 */
export async function openMongo(
  deployment: Deployment = "replica set",
  settings: MongoClientOptions = {},
): Promise<MongoPlace> {
  const server = mongoUrl === undefined ? await startMongo(deployment) : undefined;
  const url = server?.url ?? (mongoUrl as string);
  const client = new MongoClient(url, settings);
  const databases: Db[] = [];
  return {
    url,
    client,
    server,
    database() {
      const db = client.db(`better_auth_${crypto.randomUUID().slice(0, 8)}`);
      databases.push(db);
      return db;
    },
    async close() {
      for (const db of databases) await db.dropDatabase();
      await client.close();
      await server?.close();
    },
  };
}

/** An adapter over a database of its own. */
export function openAdapter(
  { client, database }: MongoPlace,
  options: BetterAuthOptions = {},
  config: MongoDBAdapterConfig = {},
): DBAdapter {
  return mongodbAdapter(database(), { client, ...config })(options);
}
