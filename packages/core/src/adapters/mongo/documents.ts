import type { Row } from "../../types";
import type { Document } from "./driver";
import type { ModelCollection, ModelField } from "./fields";
import { decode, encode, type IdForm } from "./values";

/** A document for the caller, keyed by physical name: every field, or those that were asked for. */
export function readDocument(fields: readonly ModelField[], stored: Document): Row {
  const row: Row = {};
  for (const field of fields) row[field.physical] = decode(field, stored[field.key]);
  return row;
}

/**
 * A row as a document. Null is left out: a unique index then lets any number of documents be without the field, and a
 * counter starts from nothing.
 */
export function writtenDocument(model: ModelCollection, row: Row, ids: IdForm): Document {
  const document: Document = {};
  for (const [physical, value] of Object.entries(row)) {
    const field = model.field(physical);
    const encoded = encode(field, value, ids);
    if (encoded !== undefined) document[field.key] = encoded;
  }
  return document;
}

/** The changes of a document by operator; null takes a field away. Without any change it is empty. */
export function changesOf(model: ModelCollection, update: Row, ids: IdForm): Document {
  const set = writtenDocument(model, update, ids);
  const gone = Object.entries(update)
    .filter(([, value]) => value === null)
    .map(([physical]) => model.field(physical).key);
  return {
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((key) => [key, ""])) } : {}),
  };
}
