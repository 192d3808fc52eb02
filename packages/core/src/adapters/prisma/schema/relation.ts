import type { Reference } from "../../../database/generated-models";
import { relationName } from "../model";
import { identifier, type SchemaModel } from "./model";

const ON_DELETE: Readonly<Record<string, string>> = {
  cascade: "Cascade",
  "no action": "NoAction",
  restrict: "Restrict",
  "set default": "SetDefault",
  "set null": "SetNull",
};

/** The name of the field that gives the row which is pointed at. */
export function oneName({ field, to, isOneOfSeveral }: Reference): string {
  // "inviterId" is about an inviter.
  return identifier(isOneOfSeveral ? field.logical.replace(/(?<=.)Id$/, "") : to.table.modelName);
}

/** The name of the field that gives the rows which point, or the one. */
export function backName({ from, field, isOneOfSeveral }: Reference, usePlural: boolean): string {
  const { modelName } = from.table;
  const base = field.attribute.unique === true ? modelName : usePlural ? from.physical : `${modelName}s`;
  const { logical } = field;
  return identifier(isOneOfSeveral ? `${base}By${logical.charAt(0).toUpperCase()}${logical.slice(1)}` : base);
}

/** What tells several relations apart, in quotes; `undefined` for the only one. */
export function nameOf({ from, field, isOneOfSeveral }: Reference): string | undefined {
  return isOneOfSeveral ? JSON.stringify(relationName(from, field.physical)) : undefined;
}

/**
 * The attribute of the relation, on the side that points.
 *
 * @param field the name of the field that points
 * @param target the name of the field that is pointed at
 */
export function relationAttribute(
  reference: Reference,
  field: string,
  target: string,
  { config: { provider } }: SchemaModel,
): string {
  const { from, to } = reference;
  const name = nameOf(reference);
  // SQL Server refuses several ways from one table to another for what a deletion takes along, MongoDB one to itself.
  const isRefused = (provider === "mongodb" && from === to) || (provider === "sqlserver" && reference.isOneOfSeveral);
  const onDelete = isRefused ? "NoAction" : ON_DELETE[reference.field.attribute.references?.onDelete ?? "cascade"];
  const parts = [
    ...(name === undefined ? [] : [name]),
    `fields: [${field}]`,
    `references: [${target}]`,
    `onDelete: ${onDelete}`,
    ...(isRefused ? ["onUpdate: NoAction"] : []),
  ];
  return `@relation(${parts.join(", ")})`;
}
