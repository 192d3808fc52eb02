import { APIError } from "@better-auth/core/error";
import type { StatusName } from "@better-auth/core/types";
import { USERNAME_ERROR_CODES } from "./error-codes";
import type { UsernameOptions } from "./types";
import { recentNames, rememberingAllowed } from "./validators";

/** Options with their defaults. */
export interface UsernameRules {
  readonly isImmutable: boolean;
  readonly hasDisplayUsername: boolean;
  /** The form that a name is stored and compared in. */
  normalize(username: string): string;
  /**
   * That form of a name that was checked. Written within the minute it is taken as it is: a rule for names as they are typed
   * need not hold for it.
   */
  prepare(username: string): string;
  isPrepared(username: string): boolean;
  /** The same for the display name. */
  prepareDisplay(displayUsername: string): string;
  isPreparedDisplay(displayUsername: string): boolean;
  /** @throws {APIError} with the given status, for a name that nobody can have */
  check(username: string, status: StatusName): Promise<void>;
  /** @throws {APIError} 400 INVALID_DISPLAY_USERNAME */
  checkDisplay(displayUsername: string): Promise<void>;
}

const isPlain = (username: string): boolean => /^[a-zA-Z0-9_.]+$/.test(username);
const asItIs = (text: string): string => text;

/** Reads the options once. */
export function readRules(options: UsernameOptions): UsernameRules {
  const {
    minUsernameLength: least = 3,
    maxUsernameLength: most = 30,
    usernameValidator,
    displayUsernameValidator,
    usernameNormalization = (username: string) => username.toLowerCase(),
    displayUsernameNormalization = false,
    validationOrder,
  } = options;
  const isValid = usernameValidator === undefined ? isPlain : rememberingAllowed(usernameValidator);
  const isValidDisplay = displayUsernameValidator && rememberingAllowed(displayUsernameValidator);
  const normalize = usernameNormalization === false ? asItIs : usernameNormalization;
  const normalizeDisplay = displayUsernameNormalization === false ? asItIs : displayUsernameNormalization;
  const prepared = recentNames();
  const preparedDisplay = recentNames();
  return {
    isImmutable: options.immutableUsername === true,
    hasDisplayUsername: options.displayUsername !== false,
    normalize,
    prepare(checked) {
      const username = normalize(checked);
      prepared.add(username);
      return username;
    },
    isPrepared: prepared.has,
    prepareDisplay(checked) {
      const name = checked === "" ? checked : normalizeDisplay(checked);
      preparedDisplay.add(name);
      return name;
    },
    isPreparedDisplay: preparedDisplay.has,
    async check(typed, status) {
      const username = validationOrder?.username === "post-normalization" ? normalize(typed) : typed;
      if (username.length < least) throw APIError.from(status, USERNAME_ERROR_CODES.USERNAME_TOO_SHORT);
      if (username.length > most) throw APIError.from(status, USERNAME_ERROR_CODES.USERNAME_TOO_LONG);
      if (!(await isValid(username))) throw APIError.from(status, USERNAME_ERROR_CODES.INVALID_USERNAME);
    },
    async checkDisplay(typed) {
      if (isValidDisplay === undefined) return;
      const name = validationOrder?.displayUsername === "post-normalization" ? normalizeDisplay(typed) : typed;
      if (!(await isValidDisplay(name)))
        throw APIError.from("BAD_REQUEST", USERNAME_ERROR_CODES.INVALID_DISPLAY_USERNAME);
    },
  };
}
