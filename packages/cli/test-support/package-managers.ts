import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Package managers that note what they are told, and put it into package.json as the real ones do. */
export interface FakeManagers {
  /** For the environment of a command: only these are found before what is there otherwise. */
  readonly env: Readonly<Record<string, string>>;
  /** Every command so far, as it was typed. */
  commands(): readonly string[];
}

const source = (log: string, failure: string | undefined) => `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const { basename } = require("node:path");
const [, program, ...args] = process.argv;
appendFileSync(${JSON.stringify(log)}, [basename(program), ...args].join(" ") + "\\n");
const failure = ${JSON.stringify(failure ?? null)};
if (failure !== null) {
  console.error(failure);
  process.exit(7);
}
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const list = args.some((arg) => /^-d$/i.test(arg)) ? "devDependencies" : "dependencies";
for (const arg of args.slice(1).filter((arg) => !arg.startsWith("-"))) {
  const [, name, version] = /^(.+?)(?:@(\\d.*))?$/.exec(arg);
  manifest[list] = { ...manifest[list], [name]: "^" + (version ?? "1") };
}
writeFileSync("package.json", JSON.stringify(manifest));
`;

/**
 * Makes npm, pnpm, yarn and bun that install nothing.
 * @param folder where they live
 * @param failure what they complain of, if they fail
 */
export function fakeManagers(folder: string, failure?: string): FakeManagers {
  const log = join(folder, "commands.log");
  mkdirSync(folder, { recursive: true });
  for (const name of ["npm", "pnpm", "yarn", "bun"]) {
    writeFileSync(join(folder, name), source(log, failure));
    chmodSync(join(folder, name), 0o755);
  }
  return {
    env: { PATH: `${folder}${delimiter}${process.env.PATH}`, npm_config_user_agent: "" },
    commands: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []),
  };
}
