import { BetterAuthError } from "@better-auth/core/error";

/**
 * A number of an option.
 *
 * @param option its path in the plugin's options, the plugin first: "twoFactor.totpOptions.period"
 * @param unit what it counts, for the message
 * @param isWhole `false` takes fractions
 * @throws {BetterAuthError} for a number that is not positive, not finite or, unless told, not whole
 */
export function positive(option: `${string}.${string}`, value: number, unit: string, isWhole = true): number {
  if (value > 0 && (isWhole ? Number.isSafeInteger(value) : Number.isFinite(value))) return value;
  const dot = option.indexOf(".");
  throw new BetterAuthError(
    `${option.slice(0, dot)}: expected a positive ${isWhole ? "whole " : ""}number of ${unit} as \`${option.slice(dot + 1)}\`, got ${value}. Leave it out for the default.`,
  );
}
