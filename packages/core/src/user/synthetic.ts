import type { Scope } from "../context/scope";
import { generateId } from "../crypto/random";
import { extraFieldsOf } from "../database/extra-fields";
import { defaultOf } from "../database/input";
import { resolveModels } from "../database/resolve-schema";
import type { BetterAuthOptions, FieldMap, Row } from "../types";

/** Every field that a real row would show: as given, else the default, else null. */
function fillFields(fields: FieldMap, given: Row): Row {
  const filled: Row = {};
  for (const [name, attribute] of Object.entries(fields)) {
    if (attribute.returned !== false) filled[name] = given[name] ?? defaultOf(attribute) ?? null;
  }
  return filled;
}

/** Fields as they would be read back from a row: what only a stored value looks like would tell. */
async function storedForm(fields: FieldMap, given: Row): Promise<Row> {
  const stored: Row = { ...given };
  for (const [name, { transform }] of Object.entries(fields)) {
    // The schema says which values a transform takes; here they are any.
    const { input, output } = (transform ?? {}) as Record<string, ((value: unknown) => unknown) | undefined>;
    if (input && stored[name] !== undefined) stored[name] = await input(stored[name]);
    if (output) stored[name] = await output(stored[name] ?? null);
  }
  return stored;
}

/** An id as the next user would have it: where the database counts, the number after the last one. */
async function nextId(scope: Scope): Promise<string> {
  const { context, options } = scope.instance;
  const made = context.generateId({ model: "user" });
  if (made !== false) return made;
  if (options.advanced?.database?.generateId !== "serial") return generateId();
  const [last] = await scope.adapter.findMany<{ id: string }>({
    model: "user",
    sortBy: { field: "id", direction: "desc" },
    limit: 1,
    select: ["id"],
  });
  return String(Number(last?.id ?? 0) + 1);
}

/**
 * A user that does not exist, with every field that a real one would show: the answer to a sign-up with a taken address
 * when the answer hides that it is taken.
 *
 * @param additional additional fields, parsed
 */
export async function syntheticUser(
  scope: Scope,
  core: { name: string; email: string; image: string | null },
  additional: Row,
): Promise<Row> {
  const { options, extraFields } = scope.instance;
  const now = new Date();
  const { name, email, image } = core;
  // In the order of a real row: the text of the answer must not tell, either.
  const coreFields = { name, email, emailVerified: false, image, createdAt: now, updatedAt: now };
  const id = await nextId(scope);
  const additionalFields = await storedForm(extraFields.user, additional);
  const build = options.emailAndPassword?.customSyntheticUser;
  const made: Row = build ? build({ coreFields, additionalFields, id }) : additionalFields;
  // What the application leaves out or adds would tell as well: a row has the fields of the schema, and no others.
  const shown: Row = { ...coreFields };
  for (const field in shown) if (Object.hasOwn(made, field)) shown[field] = made[field];
  return { ...shown, ...fillFields(extraFields.user, made), id: made.id ?? id };
}

/**
 * The same for plugins that answer alike for known and unknown users: a user-shaped object from what is given. Fields
 * that are never given out are left out.
 *
 * @param data what is known of the user; an `id` only when one is given
 */
export function buildSyntheticUserOutput(options: BetterAuthOptions, data: Row): Row {
  const now = new Date();
  const shown: Row = {};
  for (const name of ["name", "email"]) if (data[name] !== undefined) shown[name] = data[name];
  Object.assign(shown, {
    emailVerified: data.emailVerified ?? false,
    image: data.image ?? null,
    createdAt: data.createdAt ?? now,
    updatedAt: data.updatedAt ?? now,
    ...fillFields(extraFieldsOf("user", resolveModels(options)), data),
  });
  if (data.id !== undefined) shown.id = data.id;
  return shown;
}
