import { BetterAuthError } from "../error";
import type { BetterAuthOptions } from "../types";

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

function expectPositive(path: string, value: unknown, allowZero = false): void {
  if (value === undefined) return;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0 || (value === 0 && !allowZero)) {
    const got = typeof value === "number" ? String(value) : kindOf(value);
    throw new BetterAuthError(`${path}: expected a ${allowZero ? "non-negative" : "positive"} number, got ${got}.`);
  }
}

function expectOptional(path: string, value: unknown, kind: "string" | "object" | "function" | "boolean"): void {
  if (value === undefined) return;
  if (typeof value !== kind || value === null)
    throw new BetterAuthError(`${path}: expected a ${kind}, got ${kindOf(value)}.`);
}

function checkPlugins(options: BetterAuthOptions): void {
  const { plugins } = options;
  if (plugins === undefined) return;
  if (!Array.isArray(plugins)) throw new BetterAuthError(`plugins: expected an array, got ${kindOf(plugins)}.`);
  const ids = new Set<string>();
  plugins.forEach((plugin: unknown, index) => {
    if (typeof plugin === "function") {
      throw new BetterAuthError(
        `plugins[${index}]: expected a plugin, got a function. Call it: ${(plugin as { name: string }).name || "plugin"}().`,
      );
    }
    const id = (plugin as { id?: unknown } | null)?.id;
    if (typeof id !== "string" || id === "")
      throw new BetterAuthError(`plugins[${index}].id: expected a name, got ${kindOf(id)}.`);
    ids.add(id);
  });
  for (const plugin of plugins) {
    for (const needed of plugin.dependsOn ?? []) {
      if (!ids.has(needed))
        throw new BetterAuthError(`plugins: "${plugin.id}" needs the plugin "${needed}". Add it to the list.`);
    }
  }
}

/**
 * Refuses options that can only be mistakes, at once and with the option's path. What depends on the environment is not
 * looked at here, because builds run without it.
 * @throws {BetterAuthError}
 */
export function checkOptions(options: BetterAuthOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new BetterAuthError(`betterAuth(options): expected an object, got ${kindOf(options)}.`);
  }
  for (const name of ["appName", "basePath", "secret"] as const) expectOptional(name, options[name], "string");
  if (options.baseURL !== undefined && typeof options.baseURL !== "string") {
    if (!Array.isArray(options.baseURL?.allowedHosts)) {
      throw new BetterAuthError(
        `baseURL: expected a string or { allowedHosts: [...] }, got ${kindOf(options.baseURL)}.`,
      );
    }
  }
  expectPositive("session.expiresIn", options.session?.expiresIn);
  expectPositive("session.updateAge", options.session?.updateAge, true);
  expectPositive("session.freshAge", options.session?.freshAge, true);
  expectPositive("rateLimit.window", options.rateLimit?.window);
  expectPositive("rateLimit.max", options.rateLimit?.max, true);
  const passwords = options.emailAndPassword;
  expectPositive("emailAndPassword.minPasswordLength", passwords?.minPasswordLength);
  expectPositive("emailAndPassword.maxPasswordLength", passwords?.maxPasswordLength);
  if ((passwords?.minPasswordLength ?? 8) > (passwords?.maxPasswordLength ?? 128)) {
    throw new BetterAuthError("emailAndPassword.minPasswordLength: expected at most maxPasswordLength.");
  }
  expectOptional("emailAndPassword.password.hash", passwords?.password?.hash, "function");
  expectOptional("emailAndPassword.password.verify", passwords?.password?.verify, "function");
  const origins = options.trustedOrigins;
  if (origins !== undefined && typeof origins !== "function" && !Array.isArray(origins)) {
    throw new BetterAuthError(`trustedOrigins: expected an array or a function, got ${kindOf(origins)}.`);
  }
  checkPlugins(options);
}

/**
 * Refuses options of the documented interface that this version does not have yet, where ignoring them would change
 * what is stored or counted. Asked at the first use, so that migrations and generators still read such options.
 * @throws {BetterAuthError}
 */
export function refuseUnbuiltOptions(options: BetterAuthOptions): void {
  const { session, secondaryStorage, rateLimit } = options;
  const refused: [boolean, string][] = [
    [secondaryStorage !== undefined, "secondaryStorage"],
    [session?.cookieCache?.enabled === true, "session.cookieCache"],
    [rateLimit?.enabled === true && (rateLimit.storage ?? "memory") !== "memory", "rateLimit.storage"],
  ];
  for (const [isSet, path] of refused) {
    if (isSet) throw new BetterAuthError(`${path}: this version does not have it yet. Leave it out.`);
  }
}
