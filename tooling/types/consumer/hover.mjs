// What an editor shows for a name in an application.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { placeApp, plainOptions } from "./compile.mjs";

/** A place is marked below it: `//       ^ and its name`. */
const mark = /^\s*\/\/\s*\^ (.+)$/;

/**
 * @param {import("./install.mjs").Consumer} consumer
 * @returns {Record<string, string>} the text by the name of the place
 */
export function readHovers(consumer) {
  const folder = placeApp(consumer, "hover", plainOptions);
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const service = languageService(
    folder,
    files.map((file) => join(folder, file)),
  );
  const hovers = files.flatMap((file) => {
    const path = join(folder, file);
    const problems = service.getSemanticDiagnostics(path);
    if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, formatHost));
    return placesIn(readFileSync(path, "utf8")).map(({ name, position }) => {
      const { displayParts } = service.getQuickInfoAtPosition(path, position) ?? {};
      return [name, ts.displayPartsToString(displayParts)];
    });
  });
  service.dispose();
  return Object.fromEntries(hovers);
}

function placesIn(text) {
  const places = [];
  let [start, lineStart] = [0, 0];
  for (const line of text.split("\n")) {
    const name = mark.exec(line)?.[1];
    // Several marks may stand below one line.
    if (name === undefined) lineStart = start;
    else places.push({ name, position: lineStart + line.indexOf("^") });
    start += line.length + 1;
  }
  return places;
}

const formatHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => "\n",
};

function languageService(folder, files) {
  const { options } = ts.convertCompilerOptionsFromJson(plainOptions, folder);
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => files,
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
}
