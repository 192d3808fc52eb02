/** A variable of the environment; empty ones count as absent. Read when asked, never on import. */
export function getEnvVar(name: string): string | undefined {
  const value = globalThis.process?.env?.[name];
  return value === undefined || value === "" ? undefined : value;
}

/** Whether this is a production process. */
export function isProduction(): boolean {
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
