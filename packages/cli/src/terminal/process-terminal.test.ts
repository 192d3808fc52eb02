import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { terminalOf } from "./process-terminal";

function make({ input = false, output = false, env = {} }: { input?: boolean; output?: boolean; env?: object }) {
  const stdin = Object.assign(new PassThrough(), { isTTY: input });
  const stdout = Object.assign(new PassThrough(), { isTTY: output });
  const stderr = new PassThrough();
  const read = (stream: PassThrough) => (stream.read() as Buffer | null)?.toString() ?? "";
  const terminal = terminalOf({ stdin, stdout, stderr, env: env as Record<string, string> });
  return { terminal, written: () => read(stdout), complained: () => read(stderr) };
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
