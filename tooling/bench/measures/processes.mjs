import { fork } from "node:child_process";

/** Starts a subject in a process of its own. `ask` gives it a task and waits for the result. */
export async function startSubject(name) {
  const child = fork(new URL("./worker.mjs", import.meta.url), [name], {
    execArgv: ["--expose-gc", "--no-warnings", "--min-semi-space-size=256", "--max-semi-space-size=512"],
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
