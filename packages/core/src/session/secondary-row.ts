import type { Scope } from "../context/scope";
import { generateId } from "../crypto/random";
import { defaultOf } from "../database/input";
import type { FieldAttribute, Row } from "../types";

/** What a table does for its rows has to be done here where a secondary storage is the only store of sessions. */
function fieldsOf(scope: Scope): [string, FieldAttribute][] {
  return Object.entries(scope.instance.models.session?.fields ?? {});
}

/** The application's transforms of a field, as a value goes into a database and comes out of it again. */
async function transformed({ transform }: FieldAttribute, value: unknown): Promise<unknown> {
  // The schema says which values a transform takes; here they are any.
  const { input, output } = (transform ?? {}) as Record<string, ((value: unknown) => unknown) | undefined>;
  const stored = input ? await input(value) : value;
  return output ? await output(stored) : stored;
}

/** The defaults of additional fields and of those of plugins, which before-hooks see wherever sessions are stored. */
export function defaultsOfExtraFields({ instance }: Scope): Row {
  const defaults: Row = {};
  for (const [field, attribute] of Object.entries(instance.extraFields.session))
    if (attribute.defaultValue !== undefined) defaults[field] = defaultOf(attribute);
  return defaults;
}

/** A new session with an id and the defaults of its fields, as before-hooks see it. */
export function withDefaults(scope: Scope, row: Row): Row {
  const made: Row = { ...row };
  for (const [field, attribute] of fieldsOf(scope)) made[field] ??= defaultOf(attribute);
  made.id ??= scope.instance.context.generateId({ model: "session" }) || generateId(32);
  return made;
}

/** A new session as it would come out of a table: every field is there. */
export async function settledRow(scope: Scope, row: Row): Promise<Row> {
  const settled: Row = { ...row };
  for (const [field, attribute] of fieldsOf(scope)) {
    const value = settled[field];
    settled[field] = value === undefined || value === null ? null : await transformed(attribute, value);
  }
  return settled;
}

/** Changes of a session as they would come out of a table: what is undefined is no change, `onUpdate` has its say. */
export async function settledChanges(scope: Scope, changes: Row): Promise<Row> {
  const settled: Row = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  for (const [field, attribute] of fieldsOf(scope)) {
    const value = settled[field] ?? (field in settled ? null : attribute.onUpdate?.());
    if (value === undefined) continue;
    settled[field] = value === null ? null : await transformed(attribute, value);
  }
  return settled;
}
