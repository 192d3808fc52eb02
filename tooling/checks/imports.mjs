// What a source file imports: static, type-only, re-exported and dynamic imports, and import types.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line
 * @property {boolean} isTypeOnly nothing of it is left at run time
 *
 * @typedef {object} SourceFile
 * @property {string} path from the root of the repository, with forward slashes
 * @property {ts.SourceFile} syntax
 * @property {Import[]} imports
 */

/**
 * The source files below a folder, without tests: a test may reach for anything.
 * @param {string} root
 * @param {string} folder from the root
 * @returns {SourceFile[]}
 */
export function readSources(root, folder) {
  return filesBelow(join(root, folder))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-d|bench)\.tsx?$/.test(file))
    .sort()
    .map((file) => {
      const syntax = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
      return { path: relative(root, file).split(sep).join("/"), syntax, imports: importsOf(syntax) };
    });
}

/** @param {ts.SourceFile} syntax @returns {number} the line, counted from 1 */
export function lineOf(syntax, node) {
  return syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;
}

/** @param {ts.SourceFile} syntax @returns {Import[]} */
export function importsOf(syntax) {
  const imports = [];
  const add = (literal, isTypeOnly) => {
    if (literal === undefined || !ts.isStringLiteralLike(literal)) return;
    imports.push({ specifier: literal.text, line: lineOf(syntax, literal), isTypeOnly });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyExport(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return imports;
}

// `import { type A } from "x"` counts as a run-time import: verbatimModuleSyntax keeps `import "x"` of it.
function isTypeOnlyImport(clause) {
  return clause !== undefined && clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function isTypeOnlyExport(node) {
  return node.isTypeOnly;
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" || entry.name === "dist" ? [] : filesBelow(path);
    return [path];
  });
}
