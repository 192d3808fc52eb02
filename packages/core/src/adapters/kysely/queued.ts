import type { ConnectionQueue } from "../connection-queue";
import type { Executor } from "./driver";

/** Runs every statement outside of the open transaction. */
export function queued(executor: Executor, queue: ConnectionQueue): Executor {
  return {
    all: (statement, values) => queue.outside(() => executor.all(statement, values)),
    get: (statement, values) => queue.outside(() => executor.get(statement, values)),
    run: (statement, values) => queue.outside(() => executor.run(statement, values)),
    query: (sql, values) => queue.outside(() => executor.query(sql, values)),
  };
}
