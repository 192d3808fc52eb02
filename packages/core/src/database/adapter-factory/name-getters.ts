import type { BetterAuthOptions, FieldAttribute, ResolvedSchema } from "../../types";
import { type IdSupport, isUuid, resolveIdStrategy } from "../id";
import { compileNames } from "../names";

/** What the names of an adapter depend on. */
export interface NameSource {
  schema: ResolvedSchema;
  /** @default false */
  usePlural?: boolean | undefined;
}

/** Makes a function: any spelling of a model → its table's name. */
export function initGetModelName({ schema, usePlural }: NameSource): (model: string) => string {
  const names = compileNames(schema, usePlural);
  return (model) => names.model(model).physical;
}

/** Makes a function: any spelling of a model → its logical name. It throws BetterAuthError for an unknown one. */
export function initGetDefaultModelName({ schema, usePlural }: NameSource): (model: string) => string {
  const names = compileNames(schema, usePlural);
  return (model) => names.model(model).logical;
}

/** Makes a function: any spelling of a field → its column's name. */
export function initGetFieldName({
  schema,
  usePlural,
}: NameSource): (names: { model: string; field: string }) => string {
  const names = compileNames(schema, usePlural);
  return ({ model, field }) => names.field(model, field).physical;
}

/** Makes a function: any spelling of a field → its logical name. It throws BetterAuthError for an unknown one. */
export function initGetDefaultFieldName({
  schema,
  usePlural,
}: NameSource): (names: { model: string; field: string }) => string {
  const names = compileNames(schema, usePlural);
  return ({ model, field }) => names.field(model, field).logical;
}

/** Makes a function: a field → its attributes. */
export function initGetFieldAttributes({
  schema,
  usePlural,
}: NameSource): (names: { model: string; field: string }) => FieldAttribute {
  const names = compileNames(schema, usePlural);
  return ({ model, field }) => names.field(model, field).attribute;
}

/** Makes a function: a model → the attributes of its id, with the making of ids as its default. */
export function initGetIdField({
  options,
  schema,
  usePlural,
  ...support
}: NameSource & IdSupport & { options: BetterAuthOptions }): (settings?: {
  customModelName?: string | undefined;
  forceAllowId?: boolean | undefined;
}) => FieldAttribute {
  const names = compileNames(schema, usePlural);
  const ids = resolveIdStrategy(options, support);
  return ({ customModelName, forceAllowId } = {}) => {
    const model = customModelName === undefined ? "id" : names.model(customModelName).logical;
    const accept = (value: unknown): string | number | undefined => {
      if (value === null || value === undefined || value === "") return undefined;
      if (ids.isNumeric) return Number(value);
      return ids.isUuid && !isUuid(value) ? undefined : String(value);
    };
    return {
      type: ids.isNumeric ? "number" : "string",
      required: ids.generate !== undefined,
      ...(forceAllowId ? {} : { defaultValue: () => ids.generate(model) as string }),
      transform: {
        input: (value) => accept(value),
        output: (value) => (value === null || value === undefined ? value : String(value)),
      },
    };
  };
}
