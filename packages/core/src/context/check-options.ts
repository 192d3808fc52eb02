import { makeCoreTables } from "../database/core-tables";
import { BetterAuthError } from "../error";
import type { BetterAuthOptions, FieldAttribute, Logger } from "../types";
import { checkCookieCache } from "./check-cookie-cache";
import { checkMissingEmail } from "./check-missing-email";
import { checkRateLimit } from "./check-rate-limit";
import { checkSecondaryStorage } from "./check-secondary-storage";
import { checkSecrets } from "./check-secrets";
import { describeValue, findMistake, findUnknownNames, refuseMistake } from "./option-kinds";
import { OPTION_TABLE } from "./option-table";

function checkPlugins(options: BetterAuthOptions): void {
  const { plugins } = options;
  if (plugins === undefined) return;
  if (!Array.isArray(plugins)) throw new BetterAuthError(`plugins: expected an array, got ${describeValue(plugins)}.`);
  const ids = new Set<string>();
  plugins.forEach((plugin: unknown, index) => {
    if (typeof plugin === "function") {
      throw new BetterAuthError(
        `plugins[${index}]: expected a plugin, got a function. Call it: ${(plugin as { name: string }).name || "plugin"}().`,
      );
    }
    const id = (plugin as { id?: unknown } | null)?.id;
    if (typeof id !== "string" || id === "")
      throw new BetterAuthError(`plugins[${index}].id: expected a name, got ${describeValue(id)}.`);
    ids.add(id);
  });
  for (const plugin of plugins) {
    for (const needed of plugin.dependsOn ?? []) {
      if (!ids.has(needed))
        throw new BetterAuthError(`plugins: "${plugin.id}" needs the plugin "${needed}". Add it to the list.`);
    }
  }
}

function checkBaseURL(baseURL: unknown): void {
  if (baseURL === undefined || typeof baseURL === "string") return;
  if (isDynamicBaseURL(baseURL)) return;
  throw new BetterAuthError(`baseURL: expected a string or { allowedHosts: [...] }, got ${describeValue(baseURL)}.`);
}

function isDynamicBaseURL(baseURL: unknown): boolean {
  const { allowedHosts, fallback, protocol = "auto" } = (baseURL ?? {}) as Record<string, unknown>;
  return (
    Array.isArray(allowedHosts) &&
    allowedHosts.every((host) => typeof host === "string") &&
    (fallback === undefined || typeof fallback === "string") &&
    ["http", "https", "auto"].includes(protocol as string)
  );
}

/** The core writes its fields as they are meant: text in place of a date, or an address that two users have, breaks it. */
function checkCoreField(path: string, core: FieldAttribute, { type, unique }: Partial<FieldAttribute>): void {
  const isOfType = type === undefined || type === core.type || (core.type === "string" && Array.isArray(type));
  if (!isOfType) {
    throw new BetterAuthError(
      `${path}.type: expected another name for the field, or the type "${core.type}" that it has in the core, got ${describeValue(type)}.`,
    );
  }
  if (core.unique === true && unique === false)
    throw new BetterAuthError(`${path}.unique: expected true, because the core tells rows apart by it.`);
}

/** Ids are made by one rule for all rows; a column of that name would be another one. */
function checkFieldNames(options: BetterAuthOptions): void {
  const tables = makeCoreTables();
  for (const model of ["user", "session", "account", "verification"] as const) {
    const { fields } = tables[model];
    for (const [field, attribute] of Object.entries(options[model]?.additionalFields ?? {})) {
      const path = `${model}.additionalFields.${field}`;
      if (field === "id") throw new BetterAuthError(`${path}: expected another name, because every row has an id.`);
      const core = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (core !== undefined) checkCoreField(path, core, attribute);
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
    throw new BetterAuthError(`betterAuth(options): expected an object, got ${describeValue(options)}.`);
  }
  const mistake = findMistake(OPTION_TABLE, options);
  if (mistake !== null) refuseMistake(mistake);
  checkBaseURL(options.baseURL);
  if (options.secrets !== undefined) checkSecrets("secrets", options.secrets);
  checkCookieCache(options);
  checkMissingEmail(options);
  checkRateLimit(options);
  checkSecondaryStorage(options);
  const { minPasswordLength = 8, maxPasswordLength = 128 } = options.emailAndPassword ?? {};
  if (minPasswordLength > maxPasswordLength)
    throw new BetterAuthError("emailAndPassword.minPasswordLength: expected at most maxPasswordLength.");
  checkFieldNames(options);
  checkPlugins(options);
}

/** Warns of options that nothing reads: a typing error may leave a defence off. */
export function warnOfUnknownOptions(options: BetterAuthOptions, logger: Pick<Logger, "warn">): void {
  if (options.account?.accountLinking?.requireLocalEmailVerified === false) {
    logger.warn(
      "account.accountLinking.requireLocalEmailVerified: false does nothing. An account is linked to a user whose address was proved here, and to no other.",
    );
  }
  for (const { path, meant } of findUnknownNames(OPTION_TABLE, options)) {
    logger.warn(
      `${path}: there is no such option, so it does nothing.${meant === null ? "" : ` Did you mean "${meant}"?`}`,
    );
  }
}
