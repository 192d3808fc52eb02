import { expect, it } from "vitest";
import { retryAfterDeadlock } from "./deadlock";

it("begins again after a deadlock, also when a query builder has wrapped the database's error", async () => {
  const deadlock = Object.assign(new Error("deadlock"), { code: "ER_LOCK_DEADLOCK" });
  const errors = [deadlock, new Error("Failed query", { cause: deadlock })];
  const work = async () => {
    const error = errors.shift();
    if (error) throw error;
    return "done";
  };
  expect(await retryAfterDeadlock(work)).toBe("done");
  await expect(retryAfterDeadlock(() => Promise.reject(new Error("other")))).rejects.toThrow("other");
});
