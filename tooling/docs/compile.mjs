// What the compiler says of the projects of all pages: one program, so that declarations are read once.
import { join, relative } from "node:path";
import ts from "typescript";

/** Options of an application that asks for strictness and nothing special. */
export const compilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  types: ["node"],
  jsx: "react-jsx",
  skipLibCheck: true,
  noEmit: true,
};

/**
 * @param {string} root the folder that the projects are in; `@/` in a project leads to the project's folder
 * @param {import("./projects.mjs").Project[]} projects
 * @returns {string[]} a line for each complaint, with the page and the line in it
 */
export function complaintsAbout(root, projects) {
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, root);
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => root;
  const cache = ts.createModuleResolutionCache(root, host.getCanonicalFileName, options);
  host.resolveModuleNameLiterals = (literals, file, redirected, given) =>
    literals.map(({ text }) => {
      const [project] = relative(root, file).split("/");
      const name = text.startsWith("@/") ? join(root, project, text.slice(2)) : text;
      return ts.resolveModuleName(name, file, given, host, cache, redirected);
    });

  const pages = new Map(
    projects.flatMap(({ name, page, files }) =>
      Object.keys(files)
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => [join(root, name, file), page]),
    ),
  );
  const program = ts.createProgram({ rootNames: [...pages.keys()], options, host });
  const complaints = [...pages].flatMap(([path, page]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start, messageText }) => {
        const { line } = file.getLineAndCharacterOfPosition(start);
        return `${page}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      },
    );
  });
  // A file that two projects of a page share is complained about once.
  return [...new Set(complaints)];
}
