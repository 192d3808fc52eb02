// Runs what a page says it runs: blocks of TypeScript in one process, one after the other, and commands of our CLI.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { build } from "esbuild";

/** No step takes longer, on the slowest machine. */
const TIME_LIMIT = 60_000;
const ourCommand = "npx @better-auth/cli ";
/** Stands before the output of each block. */
const mark = "\u0001";

/**
 * Executes the steps of a project. Tables are made first, as `npx @better-auth/cli migrate` makes them, unless the page
 * runs commands itself.
 * @param {string} root the folder that the project is in
 * @param {import("./projects.mjs").Project} project written to its folder
 * @returns {Promise<string[]>} a line for each step that failed or printed something else than it says
 */
export async function execute(root, { page, name, files, steps }) {
  const folder = join(root, name);
  const runsCommands = steps.some(({ command }) => command !== undefined);
  const auth = runsCommands ? undefined : ["auth.ts", "lib/auth.ts"].find((file) => file in files);
  const problems = [];
  for (const group of groupsOf(steps)) {
    const found =
      group[0].command === undefined
        ? await runBlocks(folder, group, auth)
        : await runCommands(folder, group[0], join(root, "node_modules/@better-auth/cli/dist/index.js"));
    problems.push(...found.map(({ line, problem }) => `${page}:${line}: ${problem}`));
    if (found.length > 0) break; // what comes after it stands on it
  }
  return problems;
}

/** Blocks that follow each other share a process; a command is a group of its own. */
function groupsOf(steps) {
  const groups = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last !== undefined && last[0].command === undefined && step.command === undefined) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function runBlocks(folder, steps, auth) {
  const entry = [
    ...(auth === undefined ? [] : [makeTables(auth)]),
    ...steps.map(({ line, file }) => `console.log("${mark}${line}"); await import("./${file}");`),
  ];
  await build({
    stdin: { contents: entry.join("\n"), resolveDir: folder, sourcefile: "entry.ts", loader: "ts" },
    outfile: join(folder, ".run.js"),
    absWorkingDir: folder,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22",
    packages: "external",
    sourcemap: "inline",
    logLevel: "silent",
  });
  const { code, stdout, stderr } = await node(folder, ["--enable-source-maps", ".run.js"]);
  const printed = stdout.split(mark).slice(1);
  if (code !== 0 || stderr !== "") {
    const line = printed.at(-1)?.split("\n")[0] ?? steps[0].line;
    return [{ line, problem: `ended with ${code}, and said:\n${stderr}` }];
  }
  return steps.flatMap(({ line, output }, index) => {
    const lines = printed[index].trimEnd().split("\n").slice(1);
    if (lines.join("\n") === output.join("\n")) return [];
    return [{ line, problem: `says that it prints\n${output.join("\n")}\nand prints\n${lines.join("\n")}` }];
  });
}

function makeTables(auth) {
  return `import { getMigrations } from "better-auth/db/migration";
    const { auth } = await import("./${auth}");
    if (typeof auth.options.database === "object") await (await getMigrations(auth.options)).runMigrations();`;
}

async function runCommands(folder, { line, command }, cli) {
  const problems = [];
  for (const text of command.trim().split("\n")) {
    if (!text.startsWith(ourCommand)) return [{ line, problem: `expected ${ourCommand}…, got ${text}` }];
    const { code, stdout, stderr } = await node(folder, [cli, ...text.slice(ourCommand.length).split(" ")]);
    if (code !== 0) problems.push({ line, problem: `${text} ended with ${code}, and said:\n${stdout}${stderr}` });
  }
  return problems;
}

function node(folder, args) {
  // As in a reader's terminal: the test runner has variables of its own.
  const { CI: _ci, FORCE_COLOR: _colour, NODE_ENV: _mode, NODE_OPTIONS: _options, ...inherited } = process.env;
  const env = {
    ...inherited,
    NO_COLOR: "1",
    BETTER_AUTH_SECRET: randomBytes(32).toString("hex"),
    BETTER_AUTH_URL: "http://localhost:3000",
  };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env, timeout: TIME_LIMIT }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr }),
    );
  });
}
