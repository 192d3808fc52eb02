// Joins the declarations that entries share. The bundler makes a chunk for every set of entries that share types, so that
// a package with many entries falls into dozens of files, each a look at the disk for every compiler and editor that opens
// it. Here they become one, and entries take what they need from there alone, never through each other.
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const SHARED = "shared.d.ts";

/**
 * @param {string} dist a folder with one declaration file for each entry, and chunks
 * @param {string[]} entries names of the entries' files, relative to it
 */
export function mergeDeclarations(dist, entries) {
  const files = readdirSync(dist, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".d.ts"));
  const chunks = files.filter((name) => !entries.includes(name)).sort();
  if (chunks.length < 2 || existsSync(join(dist, SHARED))) return;

  const program = ts.createProgram(
    files.map((name) => join(dist, name)),
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], noLib: true },
  );
  const house = { program, checker: program.getTypeChecker(), names: new Map(), taken: new Set(), imports: new Map() };
  const sourceOf = (name) => program.getSourceFile(resolve(dist, name));
  const declared = chunks.flatMap((chunk) => declarationsOf(house, sourceOf(chunk)));
  const published = new Set(entries.flatMap((name) => exportsOf(house, sourceOf(name))));
  // What editors show keeps its name; what nobody can see gives way.
  for (const symbol of declared.filter((one) => published.has(one))) giveName(house, symbol);
  for (const symbol of declared) giveName(house, symbol);
  const bodies = chunks.map((chunk) => bodyOf(house, sourceOf(chunk)));

  const used = new Set();
  const texts = entries
    .filter((name) => files.includes(name))
    .map((name) => [name, entryText(house, sourceOf(name), pathFrom(name), used)]);
  const kept = [...house.imports.values()].join("\n");
  const shared = [kept, ...bodies, `export { ${[...used].sort().join(", ")} };\n`].filter((text) => text !== "");
  writeFileSync(join(dist, SHARED), shared.join("\n"));
  for (const [name, text] of texts) writeFileSync(join(dist, name), text);
  for (const chunk of chunks) rmSync(join(dist, chunk));
}

function pathFrom(entry) {
  const path = relative(dirname(entry), SHARED.replace(".d.ts", ".js")).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function declarationsOf({ checker }, source) {
  return source.statements.flatMap(declaredNames).map((name) => checker.getSymbolAtLocation(name));
}

/** What an entry publishes, wherever it is declared. */
function exportsOf({ checker }, source) {
  const symbol = source && checker.getSymbolAtLocation(source);
  return symbol === undefined ? [] : checker.getExportsOfModule(symbol).map((one) => targetOf(checker, one));
}

/** Gives what a chunk declares a name that nothing else in the joined file has. */
function giveName({ names, taken }, symbol) {
  if (!names.has(symbol)) names.set(symbol, unique(taken, symbol.name));
}

function declaredNames(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name);
  return statement.name === undefined ? [] : [statement.name];
}

function unique(taken, name) {
  let free = name;
  for (let count = 1; taken.has(free); count += 1) free = `${name}$${count}`;
  taken.add(free);
  return free;
}

/** What a chunk declares, under the names of the joined file. */
function bodyOf(house, source) {
  const edits = [];
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      const name = nameInShared(house, node);
      if (name !== undefined && name !== node.text) {
        if (isShadowed(node, name)) {
          throw new Error(
            `${source.fileName}: ${node.text} is ${name} elsewhere, and a parameter around it has that name`,
          );
        }
        // `export { X }` in a namespace goes on to call it X.
        const isShort = ts.isExportSpecifier(node.parent) && node.parent.propertyName === undefined;
        edits.push([node.getStart(source), node.getEnd(), isShort ? `${name} as ${node.text}` : name]);
      }
    }
    ts.forEachChild(node, visit);
  };
  const own = source.statements.filter((statement) => !isModuleStatement(statement));
  own.forEach(visit);
  return own.map((statement) => textWith(source, statement.getFullStart(), statement.getEnd(), edits)).join("");
}

/** Whether a name would mean a parameter, of a type or a function, where an identifier stands. */
function isShadowed(identifier, name) {
  for (let node = identifier.parent; node !== undefined; node = node.parent) {
    const parameters = [...(node.typeParameters ?? []), ...(node.parameters ?? []), node.typeParameter];
    if (parameters.some((parameter) => parameter?.name?.text === name)) return true;
    if (ts.isConditionalTypeNode(node) && infersName(node.extendsType, name)) return true;
  }
  return false;
}

function infersName(node, name) {
  if (ts.isInferTypeNode(node) && node.typeParameter.name.text === name) return true;
  return ts.forEachChild(node, (child) => infersName(child, name) || undefined) === true;
}

function isModuleStatement(statement) {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}

function textWith(source, start, end, edits) {
  let text = "";
  let from = start;
  for (const [editStart, editEnd, replacement] of edits.sort(([a], [b]) => a - b)) {
    if (editStart < start || editEnd > end) continue;
    text += source.text.slice(from, editStart) + replacement;
    from = editEnd;
  }
  return text + source.text.slice(from, end);
}

/** The name that an identifier of a chunk has in the joined file; undefined for what is not of the module. */
function nameInShared(house, identifier) {
  const { checker, names } = house;
  const symbol = symbolOf(checker, identifier);
  if (symbol === undefined) return undefined;
  const target = targetOf(checker, symbol);
  return names.get(target) ?? (isImported(symbol) ? importedName(house, symbol) : undefined);
}

/** In `export { X }` the name stands for what is exported, not for the export. */
function symbolOf(checker, identifier) {
  return ts.isExportSpecifier(identifier.parent)
    ? checker.getExportSpecifierLocalTargetSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);
}

function targetOf(checker, symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isImported(symbol) {
  return symbol.declarations?.some((one) => ts.isImportSpecifier(one) || ts.isNamespaceImport(one)) === true;
}

/** What a chunk takes from elsewhere, the joined file takes from there, too. */
function importedName({ imports, taken }, symbol) {
  const declaration = symbol.declarations.find((one) => ts.isImportSpecifier(one) || ts.isNamespaceImport(one));
  const isWhole = ts.isNamespaceImport(declaration);
  const what = isWhole ? "*" : `{ ${(declaration.propertyName ?? declaration.name).text}`;
  const statement = isWhole ? declaration.parent.parent : declaration.parent.parent.parent;
  const from = statement.moduleSpecifier.text;
  const key = `${from} ${what}`;
  const known = imports.get(key);
  if (known !== undefined) return / as (\S+) /.exec(known)[1];
  const name = unique(taken, declaration.name.text);
  imports.set(key, `import ${what} as ${name} ${isWhole ? "" : "} "}from '${from}';`);
  return name;
}

/** An entry, with everything that chunks declare taken from the joined file. */
function entryText({ checker, names }, source, shared, used) {
  const edits = source.statements.filter(isModuleStatement).flatMap((statement) => {
    const list = specifiersOf(statement);
    // `export { … }` of its own declarations, and `export *`.
    if (list === undefined || statement.moduleSpecifier === undefined) return [];
    const moved = [];
    const kept = [];
    for (const specifier of list) {
      const symbol = checker.getSymbolAtLocation(specifier.name);
      const name = names.get(targetOf(checker, symbol));
      if (name === undefined) kept.push(specifier.getText(source));
      else {
        used.add(name);
        moved.push(name === specifier.name.text ? name : `${name} as ${specifier.name.text}`);
      }
    }
    if (moved.length === 0) return [];
    const keyword = statement.getText(source).slice(0, statement.getText(source).indexOf("{"));
    const lines = [`${keyword}{ ${moved.join(", ")} } from '${shared}';`];
    if (kept.length > 0) lines.push(`${keyword}{ ${kept.join(", ")} } from '${statement.moduleSpecifier.text}';`);
    return [[statement.getStart(source), statement.getEnd(), lines.join("\n")]];
  });
  return textWith(source, 0, source.text.length, edits);
}

function specifiersOf(statement) {
  return ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings?.elements
    : statement.exportClause?.elements;
}
