import { parseEnvironment } from "../../config/environment";

/** A variable that has to be there. */
export interface Variable {
  readonly name: string;
  /** Made when it is needed: a secret is not made for nothing. */
  value(): string;
}

function definedIn(text: string): ReadonlySet<string> {
  return new Set(Object.keys(parseEnvironment(text)));
}

/** Those of the variables that none of the files has; one without a value counts as there. */
export function missingVariables(variables: readonly Variable[], files: readonly string[]): readonly Variable[] {
  const defined = files.map(definedIn);
  return variables.filter(({ name }) => !defined.some((names) => names.has(name)));
}

/** The lines that the file has, then more of them, with its own line ends. */
export function appendLines(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? text : text + end;
  return start + lines.map((line) => line + end).join("");
}
