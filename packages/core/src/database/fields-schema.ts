import type { FieldAttribute, FieldMap, FieldType, ParsableSchema, Row, StandardSchema } from "../types";
import * as z from "../validation/zod";
import { ISO_DATE } from "./field-value";

const isoDate = () =>
  z.pipe(
    z.string().check(z.regex(ISO_DATE)),
    z.pipe(
      z.transform((text: string) => new Date(text)),
      z.date(),
    ),
  );

function ofType(type: FieldType): z.ZodMiniType {
  switch (type) {
    case "string":
      return z.string();
    case "number":
      return z.number();
    case "boolean":
      return z.boolean();
    case "date":
      return z.union([z.date(), isoDate()]);
    case "json":
      return z.any();
    case "string[]":
      return z.array(z.string());
    case "number[]":
      return z.array(z.number());
    default:
      return z.enum([...type]);
  }
}

function ofField(attribute: FieldAttribute): z.ZodMiniType {
  const schema = ofType(attribute.type);
  if (attribute.required === false) return z.nullish(schema);
  return attribute.defaultValue === undefined ? schema : z.optional(schema);
}

/**
 * A schema of fields, for the body or the answer of an endpoint. Names that are none of them are dropped. Optional fields
 * may be null or absent, those with a default absent; dates may be ISO text.
 *
 * @param settings.isClientSide `true` leaves out fields that only the server may set (`input: false`), `false` those that
 *   are never given out (`returned: false`)
 * @example createAuthEndpoint("/notes", { method: "POST", body: toZodSchema({ fields, isClientSide: true }) }, …);
 */
export function toZodSchema(settings: {
  fields: FieldMap;
  isClientSide: boolean;
}): ParsableSchema<Row> & { readonly shape: Readonly<Record<string, StandardSchema>> } {
  const { fields, isClientSide } = settings;
  const shown = Object.entries(fields).filter(([, { input, returned }]) =>
    isClientSide ? input !== false : returned !== false,
  );
  return z.object(Object.fromEntries(shown.map(([name, attribute]) => [name, ofField(attribute)])));
}
