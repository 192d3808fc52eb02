import type { Scope } from "../context/scope";
import { generateId } from "../crypto/random";
import type { Row } from "../types";
import { extraUserFields } from "./input";

/**
 * A user that does not exist, with every field that a real one would show: the answer to a sign-up with a taken address
 * when the answer hides that it is taken.
 */
export function syntheticUser(
  scope: Scope,
  core: { name: string; email: string; image: string | null },
  additional: Row,
): Row {
  const { options, outputFilters, context } = scope.instance;
  const now = new Date();
  const coreFields = { ...core, emailVerified: false, createdAt: now, updatedAt: now };
  const made = context.generateId({ model: "user" });
  const id = made === false ? generateId() : made;
  const build = options.emailAndPassword?.customSyntheticUser;
  if (build) return outputFilters.user(build({ coreFields, additionalFields: additional, id }));
  const blank = Object.fromEntries(Object.keys(extraUserFields(scope)).map((field) => [field, null]));
  return outputFilters.user({ ...coreFields, ...blank, ...additional, id });
}
