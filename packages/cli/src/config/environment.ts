import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

type Environment = Record<string, string | undefined>;

/** The later one wins over the earlier one, and the process's own environment over both. */
const files = [".env", ".env.local"];

const reference = /(\\)?\$(?:\{([A-Za-z_]\w*)(?::-([^}]*))?\}|([A-Za-z_]\w*))/g;

/** `$NAME`, `${NAME}` and `${NAME:-otherwise}` stand for other variables, as in the frameworks; `\$` for a dollar. */
function expand(value: string, lookUp: (name: string) => string | undefined): string {
  return value.replace(reference, (match, escaped?: string, braced?: string, otherwise?: string, bare?: string) => {
    if (escaped !== undefined) return match.slice(1);
    return lookUp((braced ?? bare) as string) || otherwise || "";
  });
}

/** The variables of a .env file as they are written; none where it cannot be read. */
export function readEnvironmentFile(path: string): Readonly<Environment> {
  try {
    return parseEnvironment(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

/** The variables of the text of a .env file. Editors of Windows put a mark before it, which is no part of the first name. */
export function parseEnvironment(text: string): Readonly<Environment> {
  return parseEnv(text.replace(/^\uFEFF/, ""));
}

/** Fills an environment from the .env files of a folder, as the application's framework does. */
export function loadEnvironmentFiles(folder: string, environment: Environment): void {
  const read: Environment = Object.assign({}, ...files.map((file) => readEnvironmentFile(join(folder, file))));
  const expanded = new Map<string, string>();
  const lookUp = (name: string): string | undefined => {
    if (environment[name] !== undefined) return environment[name];
    const known = expanded.get(name);
    if (known !== undefined || read[name] === undefined) return known;
    expanded.set(name, ""); // a variable that names itself
    expanded.set(name, expand(read[name], lookUp));
    return expanded.get(name);
  };
  const values = Object.keys(read).map((name) => [name, lookUp(name)] as const);
  for (const [name, value] of values) environment[name] ??= value;
}
