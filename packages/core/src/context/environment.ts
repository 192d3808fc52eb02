function variables(): Record<string, string | undefined> | undefined {
  return globalThis.process?.env;
}

/**
 * A variable of the environment; empty ones count as absent. Read when asked, never on import.
 *
 * @param fallback for an absent one; default `undefined`
 */
export function getEnvVar(name: string): string | undefined;
export function getEnvVar<F extends string | undefined>(name: string, fallback: F): string | F;
export function getEnvVar(name: string, fallback?: string): string | undefined {
  return variables()?.[name] || fallback;
}

/**
 * A variable of the environment as a switch: absent is the fallback, "0" and "false" are off, anything else is on.
 *
 * @param fallback default true
 */
export function getBooleanEnvVar(name: string, fallback = true): boolean {
  const value = getEnvVar(name);
  return value === undefined ? fallback : value !== "0" && value.toLowerCase() !== "false";
}

/** The environment, empty on runtimes without one. Writes go through. */
export const env: Record<string, string | undefined> = new Proxy(Object.create(null), {
  get: (_none, name) => variables()?.[String(name)],
  has: (_none, name) => String(name) in (variables() ?? {}),
  set: (_none, name, value) => {
    const own = variables();
    if (own) own[String(name)] = value;
    return own !== undefined;
  },
  deleteProperty: (_none, name) => delete variables()?.[String(name)],
  ownKeys: () => Object.keys(variables() ?? {}),
  getOwnPropertyDescriptor: (_none, name) => {
    const value = variables()?.[String(name)];
    return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
  },
});

/** The variables that the framework knows by name, read when asked. */
export const ENV = Object.freeze({
  get BETTER_AUTH_SECRET() {
    return getEnvVar("BETTER_AUTH_SECRET");
  },
  get AUTH_SECRET() {
    return getEnvVar("AUTH_SECRET");
  },
  /** Nothing is ever sent, whatever the next three say. */
  get BETTER_AUTH_TELEMETRY() {
    return getEnvVar("BETTER_AUTH_TELEMETRY");
  },
  get BETTER_AUTH_TELEMETRY_ID() {
    return getEnvVar("BETTER_AUTH_TELEMETRY_ID");
  },
  get BETTER_AUTH_TELEMETRY_ENDPOINT() {
    return getEnvVar("BETTER_AUTH_TELEMETRY_ENDPOINT", "");
  },
  get NODE_ENV() {
    return getEnvVar("NODE_ENV", "development");
  },
  get PACKAGE_VERSION() {
    return getEnvVar("PACKAGE_VERSION", "0.0.0");
  },
});

/** Whether this is a production process, now. */
export function readIsProduction(): boolean {
  return getEnvVar("NODE_ENV") === "production";
}

const BASE_URL_VARIABLES = [
  "BETTER_AUTH_URL",
  "NEXT_PUBLIC_BETTER_AUTH_URL",
  "PUBLIC_BETTER_AUTH_URL",
  "NUXT_PUBLIC_BETTER_AUTH_URL",
  "NUXT_PUBLIC_AUTH_URL",
  "BASE_URL",
] as const;

/** The base URL that the environment names. */
export function baseURLFromEnvironment(): string | undefined {
  for (const name of BASE_URL_VARIABLES) {
    const value = getEnvVar(name);
    // Bundlers set BASE_URL to "/".
    if (value !== undefined && value !== "/") return value;
  }
  return undefined;
}
