import type { Document } from "mongodb";
import { CommandError, unknown } from "./command-error";

const failed = (code: number, codeName: string, message: string) => new CommandError(code, codeName, message);

function checkPath(path: string): void {
  if (path === "") throw failed(56, "EmptyFieldName", "An empty update path is not valid.");
  if (path.startsWith("$"))
    throw failed(52, "DollarPrefixedFieldName", `The dollar ($) prefixed field '${path}' is not valid`);
  if (path.includes(".")) throw unknown(`update of a part of a field (${path})`);
}

function increment(before: unknown, delta: unknown, path: string): number {
  if (typeof delta !== "number")
    throw failed(14, "TypeMismatch", `Cannot increment with non-numeric argument: ${path}`);
  if (before === undefined) return delta;
  if (typeof before === "number") return before + delta;
  throw failed(14, "TypeMismatch", `Cannot apply $inc to a value of non-numeric type: ${path}`);
}

/**
 * A document after an update.
 *
 * @param isNew it is made by an upsert
 * @throws {CommandError} for what a server refuses, and for what this one does not know
 */
export function updated(document: Document, update: Document, isNew = false): Document {
  const after: Document = { ...document };
  const paths = new Set<string>();
  if (Array.isArray(update)) throw unknown("update by a pipeline");
  for (const [operator, values] of Object.entries(update)) {
    if (!operator.startsWith("$")) throw unknown("replacement of a document");
    for (const [path, value] of Object.entries(values as Document)) {
      checkPath(path);
      if (paths.has(path)) {
        throw failed(
          40,
          "ConflictingUpdateOperators",
          `Updating the path '${path}' would create a conflict at '${path}'`,
        );
      }
      paths.add(path);
      if (operator === "$set") after[path] = value;
      else if (operator === "$unset") delete after[path];
      else if (operator === "$inc") after[path] = increment(after[path], value, path);
      else if (operator === "$setOnInsert") {
        if (isNew) after[path] = value;
      } else throw failed(9, "FailedToParse", `Unknown modifier: ${operator}`);
    }
  }
  if (!isNew && String(after._id) !== String(document._id)) {
    throw failed(66, "ImmutableField", "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return after;
}
