const extensions = ["ts", "tsx", "js", "jsx", "server.js", "server.ts"];
const names = [...extensions.map((end) => `auth.${end}`), ...extensions.map((end) => `auth/index.${end}`)];
const folders = ["", "lib/server/", "server/auth/", "server/", "auth/", "lib/", "utils/"];
const roots = ["", "src/", "app/"];

/** Where a configuration is looked for, from the project's folder, the first one first. */
export const searchPaths: readonly string[] = roots.flatMap((root) =>
  folders.flatMap((folder) => names.map((name) => root + folder + name)),
);
