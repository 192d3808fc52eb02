import type { ApiMethod, BodyInput, ErrorCodes, Plugin, User } from "@better-auth/core/types";

/** When a name is checked: as it was typed, or as it is stored. */
export type ValidationOrder = "pre-normalization" | "post-normalization";

/** Options of the plugin. */
export interface UsernameOptions {
  /** Characters. @default 3 */
  minUsernameLength?: number | undefined;
  /** Characters. @default 30 */
  maxUsernameLength?: number | undefined;
  /** Not asked again within a minute about a name that it has allowed. @default letters of ASCII, digits, "_" and "." */
  usernameValidator?: ((username: string) => boolean | Promise<boolean>) | undefined;
  /** The same for the display name. @default everything is fine */
  displayUsernameValidator?: ((displayUsername: string) => boolean | Promise<boolean>) | undefined;
  /** The form that names are stored and compared in; `false` leaves them as they are. @default lower case */
  usernameNormalization?: false | ((username: string) => string) | undefined;
  /** @default false */
  displayUsernameNormalization?: false | ((displayUsername: string) => string) | undefined;
  validationOrder?:
    | {
        /** @default "pre-normalization" */
        username?: ValidationOrder | undefined;
        /** @default "pre-normalization" */
        displayUsername?: ValidationOrder | undefined;
      }
    | undefined;
  /** A user cannot change a name that was chosen. @default false */
  immutableUsername?: boolean | undefined;
  /** `false` keeps no spelling besides the stored one. @default true */
  displayUsername?: boolean | undefined;
  /** Other names for table and columns. */
  schema?:
    | {
        user?:
          | {
              modelName?: string | undefined;
              fields?: { username?: string | undefined; displayUsername?: string | undefined } | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** Fields of a user with a name of one spelling. */
export interface UsernameFields {
  username?: string | null | undefined;
}

/** Fields of a user. */
export interface UsernameUserFields extends UsernameFields {
  /** As it was typed. */
  displayUsername?: string | null | undefined;
}

/** Fields that sign-up and update-user take, without the second spelling. */
export interface UsernameInput {
  username?: string | undefined;
}

/** Fields that sign-up and update-user take. */
export interface UsernameUserInput extends UsernameInput {
  /** @default the username as it was typed */
  displayUsername?: string | undefined;
}

/** Body of `signInUsername`. */
export interface SignInUsernameBody {
  username: string;
  password: string;
  /** @default true */
  rememberMe?: boolean | undefined;
  callbackURL?: string | undefined;
}

/** What `signInUsername` answers; a second factor answers in its place. */
export interface SignInUsernameResult<F = UsernameUserFields> {
  redirect: boolean;
  token: string | null;
  url?: string | undefined;
  user: User & F;
}

/** Methods of `auth.api`. */
export interface UsernameApi<F = UsernameUserFields> {
  /** @throws {APIError} 401 INVALID_USERNAME_OR_PASSWORD; 403 EMAIL_NOT_VERIFIED; 422 for a name that nobody can have */
  signInUsername: ApiMethod<BodyInput<SignInUsernameBody>, SignInUsernameResult<F>>;
  /** @throws {APIError} 422 for a name that nobody can have */
  isUsernameAvailable: ApiMethod<BodyInput<{ username: string }>, { available: boolean }>;
}

/** Codes of the plugin's errors. */
export type UsernameErrorCodes = ErrorCodes<
  | "INVALID_USERNAME_OR_PASSWORD"
  | "EMAIL_NOT_VERIFIED"
  | "UNEXPECTED_ERROR"
  | "USERNAME_IS_ALREADY_TAKEN"
  | "USERNAME_TOO_SHORT"
  | "USERNAME_TOO_LONG"
  | "INVALID_USERNAME"
  | "INVALID_DISPLAY_USERNAME"
  | "USERNAME_IS_IMMUTABLE"
>;

/** What the plugin adds to the types. */
export interface UsernameTypes {
  id: "username";
  api: UsernameApi;
  user: UsernameUserFields;
  signUp: UsernameUserInput;
  update: UsernameUserInput;
  errors: UsernameErrorCodes;
}

/** The same with `displayUsername: false`. */
export interface UsernameTypesWithoutDisplayUsername {
  id: "username";
  api: UsernameApi<UsernameFields>;
  user: UsernameFields;
  signUp: UsernameInput;
  update: UsernameInput;
  errors: UsernameErrorCodes;
}

/** The plugin. */
export type UsernamePlugin = Plugin<UsernameTypes>;

/** The plugin with `displayUsername: false`. */
export type UsernamePluginWithoutDisplayUsername = Plugin<UsernameTypesWithoutDisplayUsername>;
