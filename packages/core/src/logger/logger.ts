import type { Logger, LoggerOptions, LogLevel } from "../types";

const LEVELS: readonly LogLevel[] = ["debug", "info", "success", "warn", "error"];
const COLORS: Readonly<Record<LogLevel, string>> = {
  debug: "\u001b[35m",
  info: "\u001b[34m",
  success: "\u001b[32m",
  warn: "\u001b[33m",
  error: "\u001b[31m",
};
const RESET = "\u001b[0m";

/** Whether a line of a level is written by a logger of another level. */
export function shouldPublishLog(current: LogLevel, level: LogLevel): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(current);
}

function wantsColors(): boolean {
  const environment = globalThis.process?.env;
  return environment?.NO_COLOR === undefined && globalThis.process?.stdout?.isTTY === true;
}

/**
 * Makes a logger. Errors go to stderr with their stack.
 *
 * @example
 * const logger = createLogger({ level: "info", log: (level, message) => console.log(level, message) });
 */
export function createLogger(options: LoggerOptions = {}): Logger {
  const level = options.level ?? "warn";
  const colors = options.disableColors !== true && wantsColors();

  function write(at: LogLevel, message: string, args: unknown[]): void {
    if (options.disabled === true || !shouldPublishLog(level, at)) return;
    if (options.log) {
      options.log(at === "success" ? "info" : at, message, ...args);
      return;
    }
    const tag = colors ? `${COLORS[at]}${at.toUpperCase()}${RESET}` : at.toUpperCase();
    const line = `${new Date().toISOString()} ${tag} [Better Auth]: ${message}`;
    if (at === "error") console.error(line, ...args);
    else if (at === "warn") console.warn(line, ...args);
    else console.log(line, ...args);
  }

  return {
    level,
    debug: (message, ...args) => write("debug", message, args),
    info: (message, ...args) => write("info", message, args),
    success: (message, ...args) => write("success", message, args),
    warn: (message, ...args) => write("warn", message, args),
    error: (message, ...args) => write("error", message, args),
  };
}
