const WIDTH = 80;

/** Indents every line but the first. */
function indent(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

/**
 * A list between brackets: on one line where there is room, else an entry a line.
 *
 * @param before what stands on the line before the list
 * @param after what follows it
 */
export function printList(before: string, [open, close]: string, entries: readonly string[], after: string): string {
  const pad = open === "{" ? " " : "";
  const line = `${before}${open}${pad}${entries.join(", ")}${pad}${close}${after}`;
  if (line.length <= WIDTH) return line;
  const leading = /^ */.exec(before)?.[0].length ?? 0;
  const inner = " ".repeat(leading + 2);
  const lines = entries.map((entry) => `${inner}${indent(entry, leading + 2)},\n`).join("");
  return `${before}${open}\n${lines}${" ".repeat(leading)}${close}${after}`;
}

/** Whether a call takes more than plain values: a function or a template. */
const isRich = (call: string): boolean => /=>|`/.test(call);

/**
 * A property whose value is a chain of calls, as Prettier breaks it: on one line where there is room, unless there are
 * more than two calls and one of them takes more than plain values.
 *
 * @param calls as in `['text("id")', ".primaryKey()"]`
 */
export function printChain(key: string, calls: readonly string[], spaces: number): string {
  const start = `${" ".repeat(spaces)}${key}: `;
  const line = `${start}${calls.join("")},`;
  const isLong = line.length > WIDTH;
  const [first, ...rest] = calls;
  if (calls.length > 2 && (isLong || rest.some(isRich))) {
    const inner = " ".repeat(spaces + 2);
    return `${start}${first}\n${rest.map((call) => `${inner}${call}`).join("\n")},`;
  }
  if (!isLong) return line;
  const call = /^(.*\()([^()]*\(\).*? => [^,]*?)(?:, \{ (.*) \})?\)$/.exec(calls.join(""));
  if (call !== null) return `${printArguments(start, call, spaces)},`;
  const [, before, object, after] = /^(.*?)\{ (.*) \}(\).*)$/.exec(calls.join("")) ?? [];
  if (object === undefined) return line;
  return `${start}${before}{\n${" ".repeat(spaces + 2)}${object},\n${" ".repeat(spaces)}}${after},`;
}

/** A last call with a function, and perhaps an object: the object gives way, and where that is not enough all of them do. */
function printArguments(start: string, call: RegExpExecArray, spaces: number): string {
  const [, before, first, object] = call as unknown as [string, string, string, string | undefined];
  const [outer, inner] = [" ".repeat(spaces), " ".repeat(spaces + 2)];
  const hugging = `${start}${before}${first}, {`;
  if (object !== undefined && hugging.length <= WIDTH) return `${hugging}\n${inner}${object},\n${outer}})`;
  const last = object === undefined ? "" : `${inner}{\n${inner}  ${object},\n${inner}},\n`;
  return `${start}${before}\n${inner}${first},\n${last}${outer})`;
}
