import type { ErrorCode } from "../types";

type UpperCase =
  | "A"
  | "B"
  | "C"
  | "D"
  | "E"
  | "F"
  | "G"
  | "H"
  | "I"
  | "J"
  | "K"
  | "L"
  | "M"
  | "N"
  | "O"
  | "P"
  | "Q"
  | "R"
  | "S"
  | "T"
  | "U"
  | "V"
  | "W"
  | "X"
  | "Y"
  | "Z"
  | "_";

/** A key that starts with anything but A-Z or _ becomes `never`. */
type ValidKey<K> = K extends `${UpperCase}${string}` ? K : never;

/**
 * Makes a table of error codes from messages.
 *
 * @param messages message by code; codes are upper case with underscores
 * @example
 * const CODES = defineErrorCodes({ SEAT_LIMIT: "No seats left" });
 * throw APIError.from("FORBIDDEN", CODES.SEAT_LIMIT);
 */
export function defineErrorCodes<const T extends Record<string, string>>(
  messages: T & { [K in keyof T]: K extends ValidKey<K> ? T[K] : never },
): { readonly [K in keyof T & string]: ErrorCode<K> & { message: T[K] } } {
  const codes: Record<string, ErrorCode> = {};
  for (const [code, message] of Object.entries<string>(messages)) {
    codes[code] = { code, message, toString: () => code };
  }
  return codes as never;
}
