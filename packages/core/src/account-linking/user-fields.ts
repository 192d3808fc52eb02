import type { Scope } from "../context/scope";
import { missingField } from "../database/field-value";
import type { Row } from "../types";
import { canonicalEmail } from "../user/email";
import { parseExtraUserFields } from "../user/input";
import type { NewUser, UserRow } from "../user/store";
import type { ProviderFacts } from "./facts";

/**
 * Fields of the application's that the provider's profile was mapped to. What only the server may set is none of them: a
 * mapping that hands on all of a profile would let people say at their provider what they are here.
 */
function mappedFields(scope: Scope, userInfo: Readonly<Row>): Row {
  const { user: extra } = scope.instance.extraFields;
  const isMapped = (field: string): boolean => Object.hasOwn(extra, field) && extra[field]?.input !== false;
  return Object.fromEntries(
    Object.entries(userInfo).filter(([field, value]) => value !== undefined && isMapped(field)),
  );
}

/**
 * The same as they are written: what a field's own validator makes of them.
 * @throws {APIError} 400 VALIDATION_ERROR
 */
function checkedFields(scope: Scope, userInfo: Readonly<Row>): Row {
  const { user: extra } = scope.instance.extraFields;
  const mapped = mappedFields(scope, userInfo);
  const hasValidator = ([field]: [string, unknown]): boolean => extra[field]?.validator?.input !== undefined;
  const guarded = Object.fromEntries(Object.entries(mapped).filter(hasValidator));
  return { ...mapped, ...parseExtraUserFields(scope, guarded, "update") };
}

/** A field that has to be there, and that somebody new would lack. */
export function fieldToAskFor(scope: Scope, { userInfo }: ProviderFacts): string | undefined {
  const mapped = mappedFields(scope, userInfo);
  for (const [field, { input, required, defaultValue }] of Object.entries(scope.instance.extraFields.user)) {
    const mayLack = input === false || required === false || defaultValue !== undefined;
    if (!mayLack && mapped[field] === undefined) return field;
  }
  return undefined;
}

/**
 * The user that a sign-up with a provider makes.
 * @throws {APIError} 400 MISSING_FIELD for a required field without a default that the profile was not mapped to, and
 *   VALIDATION_ERROR
 */
export function newUserOf(scope: Scope, facts: ProviderFacts, email: string): NewUser {
  const { name, image, emailVerified } = facts.userInfo;
  const missing = fieldToAskFor(scope, facts);
  if (missing !== undefined) throw missingField(missing);
  return {
    ...checkedFields(scope, facts.userInfo),
    name: name ?? "",
    email,
    emailVerified,
    ...(image === undefined ? {} : { image }),
  };
}

/**
 * What a provider's profile may change of any user that has the account: never the address, nor whether it is verified. No
 * name takes none away: Apple says it the first time only.
 */
export function profileChanges(scope: Scope, { userInfo }: Pick<ProviderFacts, "userInfo">): Row {
  return { ...checkedFields(scope, userInfo), ...faceOf(userInfo) };
}

function faceOf({ name, image }: ProviderFacts["userInfo"]): Row {
  return { ...(name ? { name } : {}), ...(image === undefined ? {} : { image }) };
}

/** A user as the provider describes them now, for `user.validateUserInfo`: it judges whoever comes in, with that account. */
export function claimedUser(scope: Scope, user: UserRow, { userInfo }: ProviderFacts): UserRow {
  const { email, emailVerified } = userInfo;
  const address = email ? { email, emailVerified } : {};
  return { ...user, ...mappedFields(scope, userInfo), ...faceOf(userInfo), ...address };
}

/** Whether a provider has seen that somebody reads the mail of a user. */
export function provesEmailOf(user: { readonly email: string }, { userInfo }: ProviderFacts): boolean {
  return userInfo.emailVerified && !!userInfo.email && canonicalEmail(userInfo.email) === canonicalEmail(user.email);
}
