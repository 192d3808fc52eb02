import type { Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { paintFor } from "./paint";
import type { Answer, Choice, Terminal } from "./terminal";

type Input = Readable & { isTTY?: boolean };
type Output = Writable & { isTTY?: boolean };

/** The streams and the environment of a process. */
export interface ProcessLike {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const ERASE_LINE = "\r\u001b[2K";

/** In CI nobody answers, even where it lends a terminal. */
function isUnattended(env: ProcessLike["env"]): boolean {
  return env.CI !== undefined && env.CI !== "" && env.CI !== "false" && env.CI !== "0";
}

/** As the prompts want them: members that say nothing are not there. */
function optionsOf(choices: readonly Choice[]) {
  return choices.map(({ value, label, hint }) => (hint === undefined ? { value, label } : { value, label, hint }));
}

/**
 * Asks, and cancels the question when the input ends: by Ctrl-D, or because it is gone. The prompts themselves would wait
 * for an answer that cannot come.
 */
async function untilInputEnds<T>(stdin: Input, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const end = () => over.abort();
  const press = (_text: string | undefined, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    // After the prompt has taken the key in.
    if (key?.ctrl === true && key.name === "d") setImmediate(end);
  };
  stdin.on("keypress", press).on("end", end);
  try {
    return await ask(over.signal);
  } finally {
    stdin.off("keypress", press).off("end", end);
  }
}

/** The terminal of a process. */
export function terminalOf({ stdin, stdout, stderr, env }: ProcessLike): Terminal {
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true && !isUnattended(env);
  const paint = paintFor(stdout);
  // Lines are painted for the one stream, and the other may be a file.
  const isPlain = paintFor(stderr).bold("x") === "x";
  return {
    isInteractive,
    isPiped: stdout.isTTY !== true,
    paint,
    print: (text = "") => void stdout.write(`${text}\n`),
    printError: (text) => void stderr.write(`${isPlain ? stripVTControlCharacters(text) : text}\n`),
    step(label) {
      if (stdout.isTTY !== true) return { done: (text) => void stdout.write(`${text}\n`), clear: () => {} };
      stdout.write(paint.quiet(`${label} …`));
      return {
        done: (text) => void stdout.write(`${ERASE_LINE}${text}\n`),
        clear: () => void stdout.write(ERASE_LINE),
      };
    },
    async confirm(question): Promise<Answer> {
      const { confirm, isCancel } = await import("@clack/prompts");
      const answer = await untilInputEnds(stdin, (signal) =>
        confirm({ message: question, initialValue: false, input: stdin, output: stdout, signal }),
      );
      if (isCancel(answer)) return "cancelled";
      return answer ? "yes" : "no";
    },
    async select(question, choices, initial) {
      const { select, isCancel } = await import("@clack/prompts");
      const answer = await untilInputEnds(stdin, (signal) =>
        select({
          message: question,
          options: optionsOf(choices),
          ...(initial === undefined ? {} : { initialValue: initial }),
          input: stdin,
          output: stdout,
          signal,
        }),
      );
      return isCancel(answer) ? null : answer;
    },
    async selectMany(question, choices, initial = []) {
      const { multiselect, isCancel } = await import("@clack/prompts");
      const answer = await untilInputEnds(stdin, (signal) =>
        multiselect({
          message: question,
          options: optionsOf(choices),
          initialValues: [...initial],
          required: false,
          input: stdin,
          output: stdout,
          signal,
        }),
      );
      return isCancel(answer) ? null : answer;
    },
    async text(question, { initial, check } = {}) {
      const { text, isCancel } = await import("@clack/prompts");
      const answer = await untilInputEnds(stdin, (signal) =>
        text({
          message: question,
          ...(initial === undefined ? {} : { placeholder: initial, defaultValue: initial }),
          validate: (typed) => check?.(typed || initial || ""),
          input: stdin,
          output: stdout,
          signal,
        }),
      );
      return isCancel(answer) ? null : answer;
    },
  };
}
