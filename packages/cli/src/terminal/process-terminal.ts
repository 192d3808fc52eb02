import type { Readable, Writable } from "node:stream";
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

/** The terminal of a process. */
export function terminalOf({ stdin, stdout, stderr, env }: ProcessLike): Terminal {
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true && !isUnattended(env);
  const paint = paintFor(stdout);
  return {
    isInteractive,
    isPiped: stdout.isTTY !== true,
    paint,
    print: (text = "") => void stdout.write(`${text}\n`),
    printError: (text) => void stderr.write(`${text}\n`),
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
      const answer = await confirm({ message: question, initialValue: false, input: stdin, output: stdout });
      if (isCancel(answer)) return "cancelled";
      return answer ? "yes" : "no";
    },
    async select(question, choices, initial) {
      const { select, isCancel } = await import("@clack/prompts");
      const answer = await select({
        message: question,
        options: optionsOf(choices),
        ...(initial === undefined ? {} : { initialValue: initial }),
        input: stdin,
        output: stdout,
      });
      return isCancel(answer) ? null : answer;
    },
    async selectMany(question, choices, initial = []) {
      const { multiselect, isCancel } = await import("@clack/prompts");
      const answer = await multiselect({
        message: question,
        options: optionsOf(choices),
        initialValues: [...initial],
        required: false,
        input: stdin,
        output: stdout,
      });
      return isCancel(answer) ? null : answer;
    },
    async text(question, { initial, check } = {}) {
      const { text, isCancel } = await import("@clack/prompts");
      const answer = await text({
        message: question,
        ...(initial === undefined ? {} : { placeholder: initial, defaultValue: initial }),
        validate: (typed) => check?.(typed || initial || ""),
        input: stdin,
        output: stdout,
      });
      return isCancel(answer) ? null : answer;
    },
  };
}
