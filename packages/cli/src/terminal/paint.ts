import { styleText } from "node:util";

type Stream = NodeJS.WritableStream & { isTTY?: boolean };

/** Colours for meaning, in the few places where it helps the eye. */
export interface Paint {
  added(text: string): string;
  bold(text: string): string;
  quiet(text: string): string;
  warning(text: string): string;
  error(text: string): string;
}

/** Colours a stream, as far as it wants any: NO_COLOR, FORCE_COLOR and pipes are heeded. */
export function paintFor(stream: Stream): Paint {
  const style =
    (format: Parameters<typeof styleText>[0]) =>
    (text: string): string =>
      // Node's types ask for a concrete stream class; any writable one is read for isTTY alone.
      styleText(format, text, { stream: stream as NodeJS.WriteStream });
  return {
    added: style("green"),
    bold: style("bold"),
    quiet: style("dim"),
    warning: style("yellow"),
    error: style("red"),
  };
}
