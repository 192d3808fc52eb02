import type { Awaitable, GenericEndpointContext } from "./endpoint";
import type { User } from "./models";

/** What is about to be done with a person's data. */
export type ValidateUserInfoAction = "create-user" | "link-account" | "sign-in";

/** The way in: "email-password", "oauth", "sso", or the name that a plugin gives its own. */
export type ValidateUserInfoMethod = "email-password" | "oauth" | "sso" | (string & {});

/** The account at a provider that the data comes from. */
export interface ValidateUserInfoOAuthInfo {
  providerId: string;
  /** What the provider sent, as it sent it. */
  profile?: unknown;
}

/** The account at an identity provider of an organization that the data comes from. */
export interface ValidateUserInfoSSOInfo {
  providerId: string;
  /** What the provider sent, as it sent it. */
  profile?: unknown;
}

/** Where a person's data comes from. */
export interface ValidateUserInfoSource {
  action: ValidateUserInfoAction;
  method: ValidateUserInfoMethod;
  oauth?: ValidateUserInfoOAuthInfo | undefined;
  sso?: ValidateUserInfoSSOInfo | undefined;
}

/** Where a new user comes from, as `internalAdapter.createUser` is told. */
export type UserProvisioningSource = Omit<ValidateUserInfoSource, "action"> & {
  action?: ValidateUserInfoAction | undefined;
};

/** A refusal: 403 with the code and, as the message, the description. */
export interface ValidateUserInfoResult {
  error: string;
  /** @default the code */
  errorDescription?: string | undefined;
}

/** Decides whether a person may come in. Nothing is written before it has answered, and a throw refuses. */
export type ValidateUserInfo = (
  subject: { user: Partial<User> & Record<string, unknown>; source: ValidateUserInfoSource },
  context: GenericEndpointContext,
) => Awaitable<void | ValidateUserInfoResult>;
