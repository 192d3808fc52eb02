import type { Choices } from "../choices";
import type { Import } from "../databases";

/** Modules of the runtime first, then packages, then the application's own, as linters sort them. */
function groupOf({ from }: Import): number {
  if (/^(?:node|bun):/.test(from)) return 0;
  return /^(?:\.|[^@\w])|^@\//.test(from) ? 2 : 1;
}

/** By group, and by name within one. */
function byModule(a: Import, b: Import): number {
  return groupOf(a) - groupOf(b) || (a.from < b.from ? -1 : 1);
}

/** Plugins of one module in one line. */
function importsOf({ database, plugins }: Choices, pathOf: (from: string) => string): Import[] {
  const modules = [...new Set(plugins.map(({ from }) => from))];
  const ofPlugins = modules.map((module) => {
    const names = plugins.filter(({ from }) => from === module).map(({ id }) => id);
    return { names: `{ ${names.sort().join(", ")} }`, from: module };
  });
  const ofDatabase = database.imports.map(({ names, from }) => ({ names, from: pathOf(from) }));
  return [...ofDatabase, { names: "{ betterAuth }", from: "better-auth" }, ...ofPlugins].sort(byModule);
}

function pluginsLine(plugins: Choices["plugins"]): string {
  const calls = plugins.map(({ id }) => `${id}()`).join(", ");
  const comment = plugins.at(-1)?.isAlwaysLast === true ? " // the last one, so that it sees the cookies of all" : "";
  return `  plugins: [${calls}],${comment}`;
}

/**
 * The text of auth.ts.
 * @param pathOf how the file imports what a database's import names
 */
export function writeAuthFile(choices: Choices, pathOf: (from: string) => string = (from) => from): string {
  const { name, database, plugins, hasEmailAndPassword } = choices;
  const options = [
    `  appName: ${JSON.stringify(name)},`,
    `  database: ${database.value},`,
    ...(hasEmailAndPassword ? ["  emailAndPassword: { enabled: true },"] : []),
    ...(plugins.length > 0 ? [pluginsLine(plugins)] : []),
  ];
  return [
    ...importsOf(choices, pathOf).map(({ names, from }) => `import ${names} from "${from}";`),
    "",
    ...(database.setup === undefined ? [] : [...database.setup, ""]),
    "export const auth = betterAuth({",
    ...options,
    "});",
    "",
  ].join("\n");
}

/** How another file imports the instance, whichever way the file exports it. */
export function importOfAuth(authFileText: string, path: string): string {
  const isNamed = /\bexport\s+(?:const|let|var)\s+auth\b|\bexport\s*\{[^}]*\bauth\b[^}]*\}/.test(authFileText);
  const isDefault = !isNamed && /\bexport\s+default\b/.test(authFileText);
  return `import ${isDefault ? "auth" : "{ auth }"} from "${path}";`;
}
