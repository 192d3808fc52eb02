import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { terminalOf } from "./process-terminal";
import type { Terminal } from "./terminal";

function make({ input = false, output = false, env = {} }: { input?: boolean; output?: boolean; env?: object }) {
  const stdin = Object.assign(new PassThrough(), { isTTY: input, setRawMode: () => {} });
  const stdout = Object.assign(new PassThrough(), { isTTY: output });
  const stderr = new PassThrough();
  const read = (stream: PassThrough) => (stream.read() as Buffer | null)?.toString() ?? "";
  const terminal = terminalOf({ stdin, stdout, stderr, env: env as Record<string, string> });
  return { terminal, stdin, written: () => read(stdout), complained: () => read(stderr) };
}

describe("a terminal", () => {
  it.each([
    [true, true, {}, true],
    [true, true, { CI: "" }, true],
    [true, true, { CI: "false" }, true],
    [true, true, { CI: "true" }, false],
    [true, true, { CI: "1" }, false],
    [false, true, {}, false],
    [true, false, {}, false],
  ])("with input %s and output %s in %j can be asked: %s", (input, output, env, isInteractive) => {
    expect(make({ input, output, env }).terminal.isInteractive).toBe(isInteractive);
  });

  it("prints to one stream and complains on the other", () => {
    const { terminal, written, complained } = make({});
    terminal.print("a");
    terminal.print();
    terminal.printError("b");
    expect([written(), complained()]).toEqual(["a\n\n", "b\n"]);
  });

  it("complains without colours where that goes into a file", () => {
    vi.stubEnv("NO_COLOR", undefined);
    vi.stubEnv("FORCE_COLOR", undefined);
    vi.stubEnv("TERM", "xterm");
    const { terminal, complained } = make({ output: true });
    expect(terminal.paint.error("a")).not.toBe("a");
    terminal.printError(terminal.paint.error("a"));
    expect(complained()).toBe("a\n");
    vi.unstubAllEnvs();
  });

  it("writes of a step what came of it, and nothing else into a pipe", () => {
    const { terminal, written } = make({});
    terminal.step("Adding").done("Added");
    terminal.step("Adding").clear();
    expect([terminal.isPiped, written()]).toEqual([true, "Added\n"]);
  });

  it("shows a step while it runs, and takes it away", () => {
    const { terminal, written } = make({ output: true });
    const step = terminal.step("Adding");
    expect(written()).toContain("Adding …");
    step.done("Added");
    expect(written()).toBe("\r\u001b[2KAdded\n");
    terminal.step("Adding").clear();
    expect(written().endsWith("\r\u001b[2K")).toBe(true);
  });
});

describe("a question", () => {
  const fruits = [
    { value: "a", label: "Apple" },
    { value: "b", label: "Banana", hint: "yellow" },
    { value: "c", label: "Cherry" },
  ];
  const [down, space, enter, cancel, endOfInput] = ["\u001b[B", " ", "\r", "\u0003", "\u0004"];

  /** Presses the keys, each when the answer to the one before has been drawn. */
  async function answer<T>(ask: (terminal: Terminal) => Promise<T>, keys: readonly (string | undefined)[]) {
    const { terminal, stdin, written } = make({ input: true, output: true });
    const answered = ask(terminal);
    let shown = "";
    for (const key of keys) {
      await vi.waitFor(() => {
        const drawn = written();
        shown += drawn;
        expect(drawn).not.toBe("");
      });
      stdin.write(key);
    }
    return { answer: await answered, shown: stripVTControlCharacters(shown + written()) };
  }

  it.each([
    ["the first one stands", undefined, [enter], "a"],
    ["another one is chosen", undefined, [down, enter], "b"],
    ["the initial one stands", "c", [enter], "c"],
    ["Ctrl-C", undefined, [cancel], null],
    ["Ctrl-D", undefined, [endOfInput], null],
  ])("for one of several: %s", async (_, initial, keys, expected) => {
    const { answer: given, shown } = await answer((terminal) => terminal.select("Which?", fruits, initial), keys);
    expect(given).toBe(expected);
    expect(shown).toContain("Which?");
    expect(shown).toContain("Apple");
  });

  it.each([
    ["none is an answer", undefined, [enter], []],
    ["two are chosen", undefined, [space, down, down, space, enter], ["a", "c"]],
    ["the initial ones stand", ["b"], [enter], ["b"]],
    ["an initial one is taken away", ["a"], [space, enter], []],
    ["Ctrl-C", ["a"], [cancel], null],
    ["Ctrl-D", ["a"], [endOfInput], null],
  ])("for any number of several: %s", async (_, initial, keys, expected) => {
    const { answer: given } = await answer((terminal) => terminal.selectMany("Which?", fruits, initial), keys);
    expect(given).toEqual(expected);
  });

  it.each([
    ["what is typed", "Shop", ["My", enter], "My"],
    ["what stands, when nothing is typed", "Shop", [enter], "Shop"],
    ["nothing, when nothing stands", undefined, [enter], ""],
    ["Ctrl-C", "Shop", [cancel], null],
    ["Ctrl-D", "Shop", [endOfInput], null],
  ])("for a text: %s", async (_, initial, keys, expected) => {
    const { answer: given } = await answer((terminal) => terminal.text("Called?", { initial }), keys);
    expect(given).toBe(expected);
  });

  it("for a text: says what is wrong with it, and asks on", async () => {
    const check = (text: string) => (text.length > 2 ? "too long" : undefined);
    const { answer: given, shown } = await answer(
      (terminal) => terminal.text("Called?", { initial: "long", check }),
      [enter, "ab", enter],
    );
    expect(given).toBe("ab");
    expect(shown).toContain("too long");
  });

  it.each([
    ["Enter, because no is chosen", [enter], "no"],
    ["a yes", ["y"], "yes"],
    ["Ctrl-C", [cancel], "cancelled"],
    ["Ctrl-D", [endOfInput], "cancelled"],
  ])("to confirm: %s", async (_, keys, expected) => {
    const { answer: given } = await answer((terminal) => terminal.confirm("Do it?"), keys);
    expect(given).toBe(expected);
  });

  it("is over when the input is gone, and leaves nobody listening", async () => {
    const { terminal, stdin } = make({ input: true, output: true });
    const answered = terminal.confirm("Do it?");
    await vi.waitFor(() => expect(stdin.listenerCount("keypress")).toBeGreaterThan(1), 10_000);
    stdin.end();
    expect(await answered).toBe("cancelled");
    expect(stdin.listeners("keypress").filter(({ name }) => name === "press")).toEqual([]);
  });
});
