/** How much is logged; a level includes the ones after it. */
export type LogLevel = "debug" | "info" | "success" | "warn" | "error";

/** What `betterAuth({ logger })` takes. */
export interface LoggerOptions {
  /** @default false */
  disabled?: boolean | undefined;
  disableColors?: boolean | undefined;
  /** @default "warn" */
  level?: LogLevel | undefined;
  /** Replaces the console. */
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
