// Reads what each provider takes besides the options that all have, from the types that users see.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repository } from "../pages.mjs";

const folder = join(repository, "packages/core/src/types/social-providers");

/**
 * @typedef {object} OwnOption
 * @property {string} name
 * @property {string} type as it is written, without `undefined`
 * @property {boolean} isRequired
 * @property {string} text what its comment says; "" for a `clientId` that is only there because it is required
 * @property {string | undefined} default what its comment says is the default
 */

/** @returns {Record<string, OwnOption[]>} by the provider's id */
export function readOwnOptions() {
  const files = readdirSync(folder).filter((file) => file !== "index.ts");
  return Object.fromEntries(files.map((file) => [file.replace(".ts", ""), optionsOf(join(folder, file))]));
}

function optionsOf(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2023, true);
  const options = source.statements.find(
    (statement) =>
      ts.isInterfaceDeclaration(statement) && /ProviderOptions</.test(statement.heritageClauses?.[0]?.getText() ?? ""),
  );
  return (options?.members ?? []).filter(ts.isPropertySignature).map((member) => {
    const [comment] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
    const byDefault = comment?.tags?.find((tag) => tag.tagName.text === "default");
    return {
      name: member.name.getText(),
      type: typeText(member.type),
      isRequired: member.questionToken === undefined,
      text: tidy(ts.getTextOfJSDocComment(comment?.comment) ?? ""),
      default: byDefault && tidy(ts.getTextOfJSDocComment(byDefault.comment) ?? ""),
    };
  });
}

function typeText(type) {
  return tidy(type.getText())
    .replace(/^\| /, "")
    .replace(/ \| undefined/g, "")
    .replace(/\breadonly /g, "")
    .replace(/; \}/g, " }");
}

function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}
