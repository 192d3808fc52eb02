// ARCHITECTURE.md: never in a circle. Two files that need each other are one subject, or hide a third.
import { floors, folderOf } from "./core-floors.mjs";

/** Circles of files in every package (public types name each other: src/types/ may be circular), and of folders within a floor. */
export function checkCircles({ sources, resolveImport }) {
  const edges = sources.flatMap((source) =>
    source.imports.flatMap(({ specifier, line }) => {
      const target = resolveImport(source.path, specifier);
      if (target === undefined || target === source.path || isInTypes(source.path)) return [];
      return [{ from: source.path, to: target, line }];
    }),
  );
  const folderEdges = edges.flatMap(({ from, to, line }) => {
    const [here, there] = [coreFolder(from), coreFolder(to)];
    if (here === undefined || there === undefined || here === there || floors[here] !== floors[there]) return [];
    return [{ from: here, to: there, file: from, line }];
  });
  return [
    ...circles(edges).map((circle) => report(circle, "files that import each other are one subject, or hide a third")),
    ...circles(folderEdges).map((circle) => report(circle, "folders of one floor do not need each other both ways")),
  ];
}

function report(circle, rule) {
  const [first] = circle;
  return {
    file: first.file ?? first.from,
    line: first.line,
    subject: `is in a circle: ${[...circle.map((edge) => edge.from), first.from].join(" → ")}`,
    rule,
    mend: "move the shared part into a file or folder below both, or pass it as an argument",
  };
}

/** One shortest circle for each group of nodes that reach each other. */
function circles(edges) {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const found = [];
  const reported = new Set();
  for (const start of [...next.keys()].sort()) {
    if (reported.has(start)) continue;
    const circle = shortestWayBack(start, next);
    if (circle === undefined) continue;
    for (const edge of circle) reported.add(edge.from);
    found.push(circle);
  }
  return found;
}

function shortestWayBack(start, next) {
  const cameBy = new Map();
  const queue = [start];
  for (const node of queue) {
    for (const edge of next.get(node) ?? []) {
      if (edge.to === start) return trace(edge, start, cameBy);
      if (cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function trace(last, start, cameBy) {
  const way = [last];
  while (way[0].from !== start) way.unshift(cameBy.get(way[0].from));
  return way;
}

function coreFolder(path) {
  return path.startsWith("packages/core/src/") ? folderOf(path) : undefined;
}

function isInTypes(path) {
  return path.split("/")[3] === "types";
}
