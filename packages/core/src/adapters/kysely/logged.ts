import type { DebugLog, LoggedMethod } from "../../database/adapter-factory/debug-log";
import type { DBTransactionAdapter } from "../../types";

const METHODS: readonly LoggedMethod[] = [
  "create",
  "update",
  "updateMany",
  "findOne",
  "findMany",
  "delete",
  "deleteMany",
  "consumeOne",
  "incrementOne",
  "count",
];

/** The same adapter with its calls logged. */
export function logged(adapter: DBTransactionAdapter, log: DebugLog): DBTransactionAdapter {
  const wrapped = { ...adapter } as unknown as Record<LoggedMethod, (args: unknown) => Promise<unknown>>;
  for (const method of METHODS) {
    const call = wrapped[method];
    wrapped[method] = async (args) => {
      const { step } = log.call(method, 2);
      step("Unsafe Input", args);
      const result = await call(args);
      step("Parsed Result", result);
      return result;
    };
  }
  return wrapped as unknown as DBTransactionAdapter;
}
