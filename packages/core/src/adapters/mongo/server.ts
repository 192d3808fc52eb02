import type { Database, ObjectIdClass } from "./driver";
import { translateError } from "./errors";
import { objectIdClassOf } from "./object-id";

/** What is learned from the server once, at the first call. */
interface ServerFacts {
  /** It is a member of a replica set, or stands before several of them: only these have transactions. */
  readonly hasTransactions: boolean;
  readonly ObjectId: ObjectIdClass;
}

/** The server behind a database. */
export interface Server {
  facts(): Promise<ServerFacts>;
}

/**
 * Asks a server once; after a failure the next call asks again.
 *
 * @param usesTransactions `false`: it counts as one that has none
 */
export function makeServer(db: Database, usesTransactions: boolean): Server {
  let known: Promise<ServerFacts> | undefined;
  const ask = async (): Promise<ServerFacts> => {
    try {
      // The driver connects by itself, but never again after it has failed to the first time.
      await db.client.connect();
      const { setName, msg } = await db.command({ hello: 1 });
      const isOfSeveral = setName !== undefined || msg === "isdbgrid";
      return { hasTransactions: usesTransactions && isOfSeveral, ObjectId: objectIdClassOf(db) };
    } catch (error) {
      known = undefined;
      throw translateError(error);
    }
  };
  return {
    facts() {
      known ??= ask();
      return known;
    },
  };
}
