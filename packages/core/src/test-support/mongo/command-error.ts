import type { Document } from "mongodb";

/** What goes wrong with a command, as a server says it. Codes: "Error Codes" in MongoDB's manual. */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the answer. */
  readonly more: Document;

  constructor(code: number, codeName: string, message: string, more: Document = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.more = more;
  }
}

/** The driver begins a transaction again after an error with this label. */
export const TRANSIENT: Document = { errorLabels: ["TransientTransactionError"] };

/** What this server does not know it refuses, rather than guess. */
export function unknown(what: string): CommandError {
  return new CommandError(9, "FailedToParse", `this stand-in for MongoDB knows no ${what}`);
}

/** @throws {CommandError} for a field that is not among the known ones */
export function checkFields(where: string, document: Document, known: readonly string[]): void {
  for (const field of Object.keys(document)) if (!known.includes(field)) throw unknown(`${field} in ${where}`);
}
