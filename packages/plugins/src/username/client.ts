import type { ClientMethod, ClientPlugin } from "@better-auth/client";
import type { User } from "@better-auth/core/types";
import { USERNAME_ERROR_CODES } from "./error-codes";
import type {
  SignInUsernameBody,
  UsernameErrorCodes,
  UsernameFields,
  UsernameInput,
  UsernameUserFields,
  UsernameUserInput,
} from "./types";

/** Methods of the client. */
export interface UsernameClient<F = UsernameUserFields> {
  signIn: {
    /** Signs in; the session store follows. */
    username: ClientMethod<
      SignInUsernameBody,
      { redirect: boolean; token: string | null; url?: string | undefined; user: User & F }
    >;
  };
  /** Whether a name is free. */
  isUsernameAvailable: ClientMethod<{ username: string }, { available: boolean }>;
}

/** What the plugin adds to the client's types. */
export interface UsernameClientTypes {
  id: "username";
  client: UsernameClient;
  user: UsernameUserFields;
  signUp: UsernameUserInput;
  update: UsernameUserInput;
  errors: UsernameErrorCodes;
}

/** The same with `displayUsername: false`. */
export interface UsernameClientTypesWithoutDisplayUsername {
  id: "username";
  client: UsernameClient<UsernameFields>;
  user: UsernameFields;
  signUp: UsernameInput;
  update: UsernameInput;
  errors: UsernameErrorCodes;
}

/** Options of the client half. */
export interface UsernameClientOptions {
  /** `false` when the server's plugin has it: for types only. @default true */
  displayUsername?: boolean | undefined;
}

/**
 * The client half.
 * @example createAuthClient({ plugins: [usernameClient()] })
 */
export function usernameClient(options: {
  displayUsername: false;
}): ClientPlugin<UsernameClientTypesWithoutDisplayUsername>;
export function usernameClient(options?: UsernameClientOptions): ClientPlugin<UsernameClientTypes>;
export function usernameClient(): ClientPlugin<UsernameClientTypes> {
  return {
    id: "username",
    atomListeners: [{ signal: "$sessionSignal", matcher: (path) => path === "/sign-in/username" }],
    $ERROR_CODES: USERNAME_ERROR_CODES,
  };
}
