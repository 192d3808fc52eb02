import { withoutValues } from "../fault/plain-error";
import type { Logger, LoggerOptions, LogLevel } from "../types";
import { getColorDepth, TTY_COLORS } from "./tty-colors";

/** The levels of a logger, from the one that says most. */
export const levels: readonly LogLevel[] = ["debug", "info", "success", "warn", "error"];

const { fg, reset } = TTY_COLORS;
const COLORS: Readonly<Record<LogLevel, string>> = {
  debug: fg.magenta,
  info: fg.blue,
  success: fg.green,
  warn: fg.yellow,
  error: fg.red,
};

/** Whether a line of a level is written by a logger of another level. */
export function shouldPublishLog(current: LogLevel, level: LogLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(current);
}

/**
 * Makes a logger. Errors go to stderr with their stack; those of a database without the values of the statement.
 *
 * @example
 * const logger = createLogger({ level: "info", log: (level, message) => console.log(level, message) });
 */
export function createLogger(options: LoggerOptions = {}): Logger {
  const level = options.level ?? "warn";

  function write(at: LogLevel, message: string, given: unknown[]): void {
    if (options.disabled === true || !shouldPublishLog(level, at)) return;
    const args = given.map(withoutValues);
    if (options.log) callOwn(at, message, args);
    else writeToConsole(at, message, args);
  }

  /** A line that cannot be logged must not fail what it is about, nor end the process. */
  function callOwn(at: LogLevel, message: string, args: unknown[]): void {
    const tell = (error: unknown) => {
      writeToConsole("error", "logger.log failed, so the line is written here.", [error]);
      writeToConsole(at, message, args);
    };
    try {
      const logged: unknown = options.log?.(at === "success" ? "info" : at, message, ...args);
      if (logged instanceof Promise) logged.catch(tell);
    } catch (error) {
      tell(error);
    }
  }

  function writeToConsole(at: LogLevel, message: string, args: readonly unknown[]): void {
    // Asked with each line, so that making a logger touches nothing of the process.
    const isColored = options.disableColors !== true && getColorDepth() > 1;
    const tag = isColored ? `${COLORS[at]}${at.toUpperCase()}${reset}` : at.toUpperCase();
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

/** A logger with default options, for code that is handed none. */
export const logger: Logger = createLogger();
