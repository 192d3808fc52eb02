// Reads what the published declarations say: where they give up (`any`), and whether they name what users do not have.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Entries for packages of this repository only: they have zod as a dev dependency. */
const internalEntries = new Set(["@better-auth/core/dist/zod.d.ts"]);

/** Names of libraries that are bundled into the build. */
const bundledTypes = /^\$?(Zod|z$)|^(Kysely|Dialect|Migration)$/;

/**
 * @param {{ name: string, folder: string }} unpacked a package as it is published
 * @returns {{ anys: string[], bundled: string[] }} each found place as "package: Declaration.member"
 */
export function readDeclarations({ name, folder }) {
  const found = { anys: [], bundled: [] };
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!file.endsWith(".d.ts") || internalEntries.has(`${name}/${file}`)) continue;
    const syntax = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.anys.push(`${name}: ${placeOf(node)}`);
      if (ts.isTypeReferenceNode(node) && bundledTypes.test(node.typeName.getText(syntax).split(".")[0])) {
        found.bundled.push(`${name}: ${placeOf(node)}: ${node.typeName.getText(syntax)}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(syntax);
  }
  return { anys: unique(found.anys), bundled: unique(found.bundled) };
}

/** The names of the declarations around a node, from the outside in. */
function placeOf(node) {
  const names = [];
  for (let at = node; at !== undefined && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCallSignatureDeclaration(at)) names.unshift("()");
    else if (at.name !== undefined && !ts.isParameter(at) && !ts.isTypeParameterDeclaration(at))
      names.unshift(at.name.getText());
  }
  return names.join(".");
}

function unique(list) {
  return [...new Set(list)].sort();
}
