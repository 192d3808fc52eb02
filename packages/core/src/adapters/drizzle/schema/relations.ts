import { type Reference, referencesOf } from "../../../database/generated-models";
import { identifier, member, propertyKey, type SchemaModel } from "./model";

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const nameOf = ({ from, field }: Reference): string => JSON.stringify(`${from.physical}_${field.physical}`);

/** A relation to one row, by the columns that have the same value. */
function oneCode(reference: Reference, table: string, field: string, target: string): string {
  const name = reference.isOneOfSeveral ? `    relationName: ${nameOf(reference)},\n` : "";
  return `one(${table}, {\n${name}    fields: [${field}],\n    references: [${target}],\n  })`;
}

function oneEntry(reference: Reference): [string, string] {
  const { from, field, to, target, isOneOfSeveral } = reference;
  // "inviterId" is about an inviter.
  const key = isOneOfSeveral ? field.logical.replace(/(?<=.)Id$/, "") : to.table.modelName;
  const [source, table] = [identifier(from.physical), identifier(to.physical)];
  return [identifier(key), oneCode(reference, table, member(source, field.physical), member(table, target.physical))];
}

function backEntry(reference: Reference, usePlural: boolean): [string, string] {
  const { from, field, to, target, isOneOfSeveral } = reference;
  const table = identifier(from.physical);
  if (field.attribute.unique === true) {
    const { modelName } = from.table;
    if (!isOneOfSeveral) return [identifier(modelName), `one(${table})`];
    const columns = [member(identifier(to.physical), target.physical), member(table, field.physical)] as const;
    return [identifier(`${modelName}By${capitalized(field.logical)}`), oneCode(reference, table, ...columns)];
  }
  const base = usePlural ? from.physical : `${from.physical}s`;
  if (!isOneOfSeveral) return [identifier(base), `many(${table})`];
  const name = `{\n    relationName: ${nameOf(reference)},\n  }`;
  return [identifier(`${base}By${capitalized(field.logical)}`), `many(${table}, ${name})`];
}

/** Keys of one object are different: a second one of the same name gets its field's. */
function withUniqueKeys(entries: readonly [string, string][]): [string, string][] {
  const seen = new Map<string, number>();
  return entries.map(([key, code]) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [count === 1 ? key : `${key}${count}`, code];
  });
}

/** The relations of every model that has some. */
export function relationsCode(schema: SchemaModel): string[] {
  const all = referencesOf(schema);
  return schema.models.flatMap((model) => {
    const own = all.filter(({ from }) => from === model).map(oneEntry);
    const back = all
      .filter(({ to }) => to === model)
      .map((reference) => backEntry(reference, schema.config.usePlural === true));
    const entries = withUniqueKeys([...own, ...back]);
    if (entries.length === 0) return [];
    const kinds = ["one", "many"].filter((kind) => entries.some(([, code]) => code.startsWith(`${kind}(`)));
    const name = identifier(model.physical);
    const lines = entries.map(([key, code]) => `  ${propertyKey(key)}: ${code},\n`).join("");
    return [`export const ${name}Relations = relations(${name}, ({ ${kinds.join(", ")} }) => ({\n${lines}}));\n`];
  });
}
