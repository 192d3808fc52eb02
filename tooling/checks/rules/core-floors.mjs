// ARCHITECTURE.md, "The floors of the core": imports go down only.
import { dirname, join } from "node:path/posix";

const core = "packages/core/src/";

export const floors = {
  types: 0,
  error: 1,
  fault: 1,
  logger: 1,
  crypto: 1,
  cookie: 1,
  url: 1,
  validation: 1,
  database: 2,
  "adapter-suite": 1,
  adapters: 3,
  storage: 3,
  context: 4,
  events: 4,
  "rate-limit": 4,
  outbound: 4,
  oauth2: 4,
  endpoint: 5,
  store: 5,
  user: 6,
  session: 6,
  account: 6,
  verification: 6,
  "sign-in": 7,
  "user-lifecycle": 7,
  "account-linking": 7,
  "missing-email": 7,
  "oauth-state": 7,
  guard: 7,
  "internal-adapter": 7,
  routes: 8,
  mounting: 8,
  "social-providers": 8,
  // betterAuth() and the published entries at the root of src stand on this floor, too.
  assembly: 9,
  // Above everything: tests look at all of it, and nothing that is published can import it.
  "test-support": 10,
};
// betterAuth() and the published entries: files at the root of src.
const top = 9;

// The stores know each other in this order only.
const storeOrder = ["account", "session", "user"];

/** @returns {import("./violation.mjs").Violation[]} */
export function checkCoreFloors({ sources, resolveImport }) {
  const files = sources.filter((source) => source.path.startsWith(core));
  const routes = new Set(files.filter(makesEndpoint).map((source) => source.path));
  return [
    ...checkNames(files),
    ...files.flatMap((source) =>
      source.imports.flatMap(({ specifier, line }) => {
        const target = resolveImport(source.path, specifier);
        if (target === undefined || !target.startsWith(core)) return [];
        const broken = brokenRule(source.path, target, (path) => routes.has(path));
        return broken === undefined ? [] : [{ file: source.path, line, subject: `imports "${specifier}"`, ...broken }];
      }),
    ),
  ];
}

/** The folder below src that a file of the core lives in; undefined at the root of src. */
export function folderOf(path) {
  const [folder, ...rest] = path.slice(core.length).split("/");
  return rest.length > 0 ? folder : undefined;
}

function brokenRule(from, to, isRoute) {
  const [here, there] = [folderOf(from), folderOf(to)];
  const [hereFloor, thereFloor] = [floorOf(here), floorOf(there)];
  if (hereFloor === undefined || thereFloor === undefined) return undefined; // said by checkNames

  if (thereFloor > hereFloor) {
    return {
      rule: `${label(here)} is on floor ${hereFloor}, ${label(there)} on floor ${thereFloor}: imports go down only`,
      mend: "move what both need to the lower floor, or take it as an argument",
    };
  }
  if (hereFloor === 6 && thereFloor === 6 && here !== there && !isDownTheStores(here, there)) {
    return {
      rule: `among the stores only ${storeOrder.join(" → ")}`,
      mend: "what touches several stores lives on floor 7 (user-lifecycle/, account-linking/, sign-in/)",
    };
  }
  if (here === "routes" && there === "routes" && !isIndex(from) && (isRoute(to) || subjectOf(from) !== subjectOf(to))) {
    return {
      rule: "routes import nothing of each other; what routes of one subject share stands beside them and is no route",
      mend: "move what both need into a file of its own, or to the store or floor-7 folder that it serves",
    };
  }
  return undefined;
}

// A route is a file that imports what makes one.
function makesEndpoint({ imports }) {
  return imports.some(({ specifier }) => specifier.endsWith("/endpoint/create-endpoint"));
}

function floorOf(folder) {
  return folder === undefined ? top : floors[folder];
}

function label(folder) {
  return folder === undefined ? "the root of src" : `${folder}/`;
}

function isDownTheStores(here, there) {
  const [from, to] = [storeOrder.indexOf(here), storeOrder.indexOf(there)];
  return from >= 0 && to > from;
}

function subjectOf(path) {
  return dirname(path);
}

// An index.ts gathers the routes of its folder.
function isIndex(path) {
  return path.endsWith("/index.ts");
}

function checkNames(files) {
  const paths = new Set(files.map((file) => file.path));
  const seen = new Set();
  return files.flatMap(({ path }) => {
    const folder = folderOf(path);
    if (folder !== undefined && floors[folder] === undefined && !seen.has(folder)) {
      seen.add(folder);
      return [
        {
          file: path,
          line: 1,
          subject: `${folder}/ has no floor`,
          rule: "every folder of the core is in the table of floors",
          mend: "move the file into a folder of the table, or add the folder to ARCHITECTURE.md and to tooling/checks/rules/core-floors.mjs",
        },
      ];
    }
    const twin = join(dirname(path), path.slice(0, -".ts".length).split("/").pop() ?? "", "index.ts");
    if (folder === undefined && paths.has(twin)) {
      return [
        {
          file: path,
          line: 1,
          subject: `stands beside ${twin}`,
          rule: "one name, one module: an import of the folder would find the file instead",
          mend: "publish the folder's index.ts in the exports map, and remove the file",
        },
      ];
    }
    return [];
  });
}
