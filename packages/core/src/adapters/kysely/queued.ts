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

/** Reads past the open transaction, as long as that one lets it. */
export function passing(executor: Executor, queue: ConnectionQueue): Executor {
  const behind = queued(executor, queue);
  const reads = () => (queue.mayPass() ? executor : behind);
  return {
    ...behind,
    all: (statement, values) => reads().all(statement, values),
    get: (statement, values) => reads().get(statement, values),
  };
}

/** Tells the queue of every statement inside of the open transaction, so that it knows the transaction is alive. */
export function touching(executor: Executor, touch: () => void): Executor {
  const touched =
    <A extends readonly unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      touch();
      return call(...args);
    };
  return {
    all: touched(executor.all),
    get: touched(executor.get),
    run: touched(executor.run),
    query: touched(executor.query),
  };
}
