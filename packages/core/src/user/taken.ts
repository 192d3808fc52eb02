import type { Scope } from "../context/scope";
import { APIError, BASE_ERROR_CODES } from "../error";
import { faultOf } from "../fault/database-fault";
import { withoutValues } from "../fault/plain-error";
import type { FieldAttribute, FieldMap, Row } from "../types";

/** What the database would hold for a value: only that can be looked up. */
async function storedValue(fields: FieldMap, field: string, values: Row): Promise<unknown> {
  const value = values[field];
  // The schema says which values a transform takes; here they are any.
  const input = fields[field]?.transform?.input as ((value: unknown) => unknown) | undefined;
  return value === undefined || value === null || input === undefined ? value : input(value);
}

/** Whether somebody else has the value of a field. */
async function isTaken(scope: Scope, field: string, values: Row, ownId?: string): Promise<boolean> {
  const value = await storedValue(scope.instance.extraFields.user, field, values);
  if (typeof value !== "string" && typeof value !== "number") return false;
  const owner = await scope.adapter.findOne<{ id: string }>({
    model: "user",
    where: [{ field, value }],
    select: ["id"],
  });
  return owner !== null && owner.id !== ownId;
}

/** In the words of the plugin whose field it is. `null` when nothing is taken that a plugin has words for. */
async function wordsOfPlugin(scope: Scope, values: Row, cause: unknown, ownId?: string): Promise<APIError | null> {
  for (const { schema } of scope.instance.plugins) {
    for (const [field, code] of Object.entries(schema?.user?.taken ?? {})) {
      if (await isTaken(scope, field, values, ownId)) return APIError.from("BAD_REQUEST", code, { cause });
    }
  }
  return null;
}

/**
 * What to refuse a write of a user with that the database refused for a taken value: in the words of the plugin whose field
 * it is, where somebody else has the value. The error itself for everything else, and while a transaction is open, in which
 * nothing can be looked up any more. Costs nothing unless a write has failed.
 *
 * @param ownId of the user that was to change, who may have the value
 */
export async function refusalOfTaken(scope: Scope, values: Row, error: unknown, ownId?: string): Promise<unknown> {
  if (scope.transaction !== null || faultOf(error) !== "taken") return error;
  return (await wordsOfPlugin(scope, values, withoutValues(error), ownId)) ?? error;
}

/** Whether a reference leads to no row. Tables of the application alone cannot be asked. */
async function isDangling(
  { adapter, instance }: Scope,
  { references }: FieldAttribute,
  value: unknown,
): Promise<boolean> {
  if (references === undefined || typeof value !== "string") return false;
  const { model, field } = references;
  const isOurs = Object.entries(instance.models).some(([name, { modelName }]) => model === name || model === modelName);
  return isOurs && (await adapter.findOne({ model, where: [{ field, value }] })) === null;
}

/**
 * What the database would have refused a new user with, had the address been free. Where the answer hides that it is taken,
 * a value of another field that cannot be written must not tell it. `null` when there is none.
 */
export async function refusalOfOthers(scope: Scope, values: Row): Promise<APIError | null> {
  const words = await wordsOfPlugin(scope, values, undefined);
  if (words !== null) return words;
  for (const [field, attribute] of Object.entries(scope.instance.extraFields.user)) {
    const isRefused =
      (attribute.unique === true && (await isTaken(scope, field, values))) ||
      (await isDangling(scope, attribute, values[field]));
    if (isRefused) return APIError.from("UNPROCESSABLE_ENTITY", BASE_ERROR_CODES.FAILED_TO_CREATE_USER);
  }
  return null;
}
