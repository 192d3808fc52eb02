import { describe, expect, it } from "vitest";
import { createQueue } from "./queue";

describe("queue", () => {
  it("runs no more at once than it may, in the order of arrival, and refuses what it cannot hold", async () => {
    const inTurn = createQueue(2, 3, () => new Error("full"));
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) => async () => {
      most = Math.max(most, ++running);
      order.push(n);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
    };
    const all = [1, 2, 3, 4, 5].map((n) => inTurn(work(n)));
    await expect(inTurn(work(6))).rejects.toThrow("full");
    await Promise.all(all);
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it("goes on after a failure", async () => {
    const inTurn = createQueue(1, 10, () => new Error("full"));
    await expect(inTurn(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await inTurn(async () => "next")).toBe("next");
  });
});
