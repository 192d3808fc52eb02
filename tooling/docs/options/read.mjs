// Reads every option, with its documentation, from the types that users see.
import { join } from "node:path";
import ts from "typescript";
import { repository } from "../pages.mjs";

const folder = join(repository, "packages/core/src/types");

/** Options that are one value, whatever it looks like inside. */
const values = new Set(["database", "socialProviders", "plugins", "verification.storeIdentifier"]);

/** Types that are one value, by name. */
const valueTypes = new Set(["StandardSchema", "Date"]);

/** Groups that are alike: told once, under a name that stands for all; `null` where they are not told again. */
const alike = {
  "user.additionalFields": "<model>.additionalFields",
  "session.additionalFields": null,
  "account.additionalFields": null,
  "verification.additionalFields": null,
  "databaseHooks.user": "databaseHooks.<model>",
  "databaseHooks.session": null,
  "databaseHooks.account": null,
  "databaseHooks.verification": null,
  "advanced.cookies.<name>.attributes": null,
};

/**
 * @typedef {object} Option
 * @property {string} path as in "session.cookieCache.maxAge"; `<name>` stands for a name that users choose
 * @property {string} type as it is written, without `undefined`; "object" for a group
 * @property {boolean} isRequired
 * @property {boolean} isGroup it has members that are options
 * @property {string} text what its comment says
 * @property {string | undefined} default what its comment says is the default
 */

/** @returns {Option[]} each group before its members */
export function readOptions() {
  const program = ts.createProgram({
    rootNames: [join(folder, "index.ts")],
    options: {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  });
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(
    checker.getSymbolAtLocation(program.getSourceFile(join(folder, "index.ts"))),
  );
  const options = [];
  walk(checker.getDeclaredTypeOfSymbol(exported.find(({ name }) => name === "BetterAuthOptions")), "");
  return options;

  function walk(type, parent) {
    for (const member of checker.getPropertiesOfType(type)) {
      const path = parent === "" ? member.name : `${parent}.${member.name}`;
      const parts = partsOf(checker.getTypeOfSymbol(member));
      const groups = values.has(path) ? [] : parts.map(groupOf).filter((group) => group !== undefined);
      const [declaration] = member.declarations;
      options.push({
        path,
        type: groups.length > 0 ? groupText(parts, groups) : textOf(declaration, parts),
        isRequired: (member.flags & ts.SymbolFlags.Optional) === 0,
        isGroup: groups.length > 0,
        ...commentOf(member),
      });
      const place = path in alike ? alike[path] : path;
      if (place !== null) for (const { type: inner, suffix } of groups) walk(inner, place + suffix);
    }
  }

  /** A type whose members are options themselves; `suffix` stands for the names that users choose. */
  function groupOf(type) {
    const values = type.getStringIndexType();
    if (values !== undefined) {
      const inner = partsOf(values)
        .map(groupOf)
        .find((group) => group !== undefined);
      return inner && { type: inner.type, suffix: `.<name>${inner.suffix}` };
    }
    const isOurs = type.symbol?.declarations?.some((one) => one.getSourceFile().fileName.startsWith(folder));
    if (!isOurs || !(type.flags & ts.TypeFlags.Object) || valueTypes.has(type.symbol.name)) return undefined;
    if (type.getCallSignatures().length > 0 || checker.isArrayLikeType(type)) return undefined;
    return { type, suffix: "" };
  }

  function commentOf(member) {
    const text = ts.displayPartsToString(member.getDocumentationComment(checker));
    const tags = member.getJsDocTags(checker);
    const param = tags.filter(({ name }) => name === "param").map(({ text }) => ts.displayPartsToString(text));
    const byDefault = tags.find(({ name }) => name === "default");
    return {
      text: [text, ...param.map((line) => `${line.replace(/^(\w+) /, "`$1`: ")}.`)].join(" ").trim(),
      default: byDefault && ts.displayPartsToString(byDefault.text).trim(),
    };
  }

  function textOf(declaration, parts) {
    if (ts.isMethodSignature(declaration)) {
      return tidy(declaration.getText().replace(/^\w+(\(.*\)): (.+?);?$/s, "$1 => $2"));
    }
    const written = declaration.type.getText().replace(/ \| undefined$/, "");
    const isList = /^\w+$/.test(written) && parts.length > 1 && parts.every((part) => part.isLiteral());
    const isParameter = /^[A-Z]$|^StoreIdentifierOption$/.test(written) || /\bField\b/.test(written);
    return tidy(isList || isParameter ? parts.map(spell).join(" | ") : written);
  }

  function spell(type) {
    const known = type.isTypeParameter() ? checker.getBaseConstraintOfType(type) : type;
    return checker.typeToString(known, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);
  }

  function groupText(parts, groups) {
    const others = new Set(parts.filter((part) => groupOf(part) === undefined).map(spell));
    const isBoolean = others.delete("false") && others.delete("true");
    const group = groups[0].suffix === "" ? "object" : "objects by name";
    return tidy([...(isBoolean ? ["boolean"] : []), ...others, group].join(" | "));
  }

  function partsOf(type) {
    return (type.isUnion() ? type.types : [type]).filter((part) => (part.flags & ts.TypeFlags.Undefined) === 0);
  }
}

/** Names that the types have for themselves. */
const spelled = {
  "Loose<T>": "Row",
  "Loose<Partial<T>>": "Partial<Row>",
  "context: Context": "context: GenericEndpointContext | null",
  "Awaitable<BeforeResult>": "Awaitable<void | boolean | { data: object }>",
  'Exclude<LogLevel, "success">': '"debug" | "info" | "warn" | "error"',
};

/** One line, without what every optional member has and what only the compiler needs. */
function tidy(text) {
  const line = text
    .replace(/\s+/g, " ")
    .replace(/^\| /, "")
    .replace(/ \| undefined/g, "")
    .replace(/\breadonly /g, "")
    .replace(/; \}/g, " }")
    .trim()
    .replace(/^\(((?:[^()]|\([^()]*\))+)\)$/, "$1");
  return Object.entries(spelled).reduce((said, [name, words]) => said.replaceAll(name, words), line);
}
