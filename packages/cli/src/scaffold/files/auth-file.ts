import type { Choices } from "../choices";

interface Import {
  readonly names: string;
  readonly from: string;
}

/** Node's modules first, then by name, as linters sort them. */
function byModule(a: Import, b: Import): number {
  const isNode = ({ from }: Import) => from.startsWith("node:");
  if (isNode(a) !== isNode(b)) return isNode(a) ? -1 : 1;
  return a.from < b.from ? -1 : 1;
}

/** Plugins of one module in one line. */
function importsOf({ database, plugins }: Choices): Import[] {
  const modules = [...new Set(plugins.map(({ from }) => from))];
  const ofPlugins = modules.map((module) => {
    const names = plugins.filter(({ from }) => from === module).map(({ id }) => id);
    return { names: `{ ${names.sort().join(", ")} }`, from: module };
  });
  return [database.import, { names: "{ betterAuth }", from: "better-auth" }, ...ofPlugins].sort(byModule);
}

function pluginsLine(plugins: Choices["plugins"]): string {
  const calls = plugins.map(({ id }) => `${id}()`).join(", ");
  const comment = plugins.at(-1)?.isAlwaysLast === true ? " // the last one, so that it sees the cookies of all" : "";
  return `  plugins: [${calls}],${comment}`;
}

/** The text of auth.ts. */
export function writeAuthFile(choices: Choices): string {
  const { name, database, plugins, hasEmailAndPassword } = choices;
  const options = [
    `  appName: ${JSON.stringify(name)},`,
    `  database: ${database.value},`,
    ...(hasEmailAndPassword ? ["  emailAndPassword: { enabled: true },"] : []),
    ...(plugins.length > 0 ? [pluginsLine(plugins)] : []),
  ];
  return [
    ...importsOf(choices).map(({ names, from }) => `import ${names} from "${from}";`),
    "",
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
