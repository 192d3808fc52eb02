/** How much is logged; a level includes the ones after it. */
export type LogLevel = "debug" | "info" | "success" | "warn" | "error";

/** What `betterAuth({ logger })` takes. */
export interface LoggerOptions {
  /** Nothing is logged. @default false */
  disabled?: boolean | undefined;
  /** No colours in the console. @default false */
  disableColors?: boolean | undefined;
  /** The lowest level that is logged. @default "warn" */
  level?: LogLevel | undefined;
  /** Gets every line instead of the console. */
  log?: ((level: Exclude<LogLevel, "success">, message: string, ...args: unknown[]) => void) | undefined;
}

/** Where the framework writes what people who run it should know. */
export interface Logger {
  readonly level: LogLevel;
  debug(message: string, ...args: unknown[]): void;
  info(message: string, ...args: unknown[]): void;
  success(message: string, ...args: unknown[]): void;
  warn(message: string, ...args: unknown[]): void;
  error(message: string, ...args: unknown[]): void;
}
