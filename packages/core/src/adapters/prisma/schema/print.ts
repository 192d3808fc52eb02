/** A line of a model: name, type with its modifier, attributes. */
export interface Line {
  readonly name: string;
  readonly type: string;
  readonly attributes: readonly string[];
}

/** The least widths of the columns. */
export interface Widths {
  readonly name: number;
  readonly type: number;
}

const widest = (texts: readonly string[], least: number): number =>
  Math.max(least, ...texts.map(({ length }) => length));

/** Lines in columns, as `prisma format` writes them. */
export function printLines(lines: readonly Line[], indent: string, least: Widths = { name: 0, type: 0 }): string[] {
  const name = widest(
    lines.map((line) => line.name),
    least.name,
  );
  const type = widest(
    lines.map((line) => line.type),
    least.type,
  );
  return lines.map((line) =>
    `${indent}${line.name.padEnd(name)} ${line.type.padEnd(type)} ${line.attributes.join(" ")}`.trimEnd(),
  );
}
