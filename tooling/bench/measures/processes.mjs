import { fork } from "node:child_process";

/** So that no collection falls between two looks at the heap. Memory that is rarely touched makes times worse. */
const ROOMY = ["--min-semi-space-size=256", "--max-semi-space-size=512"];

/**
 * Starts a subject in a process of its own. `ask` gives it a task and waits for the result.
 * @param {string} name
 * @param {{ countsBytes?: boolean }} [settings]
 */
export async function startSubject(name, { countsBytes = false } = {}) {
  const child = fork(new URL("./worker.mjs", import.meta.url), [name], {
    execArgv: ["--expose-gc", "--no-warnings", ...(countsBytes ? ROOMY : [])],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  let fail = () => {};
  child.once("exit", () => fail(new Error(`the process of "${name}" ended`)));
  const answer = () =>
    new Promise((resolve, reject) => {
      fail = reject;
      child.once("message", resolve);
    });
  await answer();
  return {
    name,
    async ask(task) {
      child.send(task);
      return (await answer()).result;
    },
    end() {
      fail = () => {};
      child.send({ task: "end" });
    },
  };
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
