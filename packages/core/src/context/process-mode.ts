import { getBooleanEnvVar, getEnvVar, readIsProduction } from "./environment";

/** NODE_ENV when the package was loaded; "" when there was none. */
export const nodeENV: string = getEnvVar("NODE_ENV", "");

/** Whether NODE_ENV was "production" when the package was loaded. */
export const isProduction: boolean = readIsProduction();

/** Whether NODE_ENV is "development" or "dev". */
export function isDevelopment(): boolean {
  const mode = getEnvVar("NODE_ENV");
  return mode === "development" || mode === "dev";
}

/** Whether NODE_ENV is "test", or the variable TEST is set to anything but "0" and "false". */
export function isTest(): boolean {
  return getEnvVar("NODE_ENV") === "test" || getBooleanEnvVar("TEST", false);
}
