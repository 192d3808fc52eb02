import { createLogger } from "../../logger/logger";
import type { DBAdapterDebugLogOption, Logger } from "../../types";

/** The calls that can be logged one by one. */
export type LoggedMethod =
  | "create"
  | "update"
  | "updateMany"
  | "findOne"
  | "findMany"
  | "delete"
  | "deleteMany"
  | "consumeOne"
  | "incrementOne"
  | "count";

/** One call that is being logged. */
export interface CallLog {
  /** Logs one stage of the call. */
  step(stage: string, value: unknown): void;
}

/** Logs the calls of an adapter. */
export interface DebugLog {
  /** Whether anything may be logged at all: without it no work is done for logs. */
  readonly isOn: boolean;
  /** Starts a call of some stages. */
  call(method: LoggedMethod, stages: number): CallLog;
  /** A line of the adapter's author. */
  line(...args: readonly unknown[]): void;
}

/** For test kits of adapters: what was logged, kept back until it is asked for. */
export interface AdapterTestDebugLogs {
  resetDebugLogs(): void;
  printDebugLogs(): void;
}

const SILENT: CallLog = { step() {} };

/** Numbers the calls of the process, so that lines of parallel calls can be told apart. */
const counter = { calls: 0 };

function isWanted(option: DBAdapterDebugLogOption, method: LoggedMethod): boolean {
  if (typeof option === "boolean") return option;
  if ("isRunningAdapterTests" in option) return option.isRunningAdapterTests;
  if (option.logCondition && !option.logCondition()) return false;
  return option[method] === true;
}

/** Makes the log of an adapter. */
export function makeDebugLog(
  name: string,
  option: DBAdapterDebugLogOption | undefined,
): DebugLog & { readonly testLogs?: AdapterTestDebugLogs } {
  if (!option) return { isOn: false, call: () => SILENT, line: () => {} };
  // What the configuration asks for is shown at whatever level the application logs.
  const logger: Logger = createLogger({ level: "info" });
  const isBuffered = typeof option === "object" && "isRunningAdapterTests" in option && option.isRunningAdapterTests;
  const kept: unknown[][] = [];
  const write = (...line: unknown[]): void => {
    if (isBuffered) kept.push(line);
    else logger.info(String(line[0]), ...line.slice(1));
  };
  const testLogs: AdapterTestDebugLogs = {
    resetDebugLogs: () => {
      kept.length = 0;
    },
    printDebugLogs: () => {
      for (const [message, ...rest] of kept) logger.info(String(message), ...rest);
    },
  };
  return {
    isOn: true,
    line: (...args) => write(`[${name}]`, ...args),
    call(method, stages) {
      if (!isWanted(option, method)) return SILENT;
      const number = ++counter.calls;
      let step = 0;
      return {
        step(stage, value) {
          step++;
          write(`[${name}] #${number} [${step}/${stages}] ${method} (${stage}):`, value);
        },
      };
    },
    ...(isBuffered ? { testLogs } : {}),
  };
}
