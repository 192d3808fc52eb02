import { describe, expect, it } from "vitest";
import { makeConnectionQueue } from "./connection-queue";

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe("the queue of a connection", () => {
  it("runs work at once and without a promise while no transaction is open", () => {
    expect(makeConnectionQueue().outside(() => 1)).toBe(1);
  });

  it("runs transactions one after the other, in the order in which they came, and work in its turn", async () => {
    const queue = makeConnectionQueue();
    const order: string[] = [];
    const transaction = (name: string, milliseconds: number) =>
      queue.transaction(async () => {
        order.push(`${name} begins`);
        await pause(milliseconds);
        order.push(`${name} ends`);
      });
    const work = (name: string) => queue.outside(() => void order.push(name));
    await Promise.all([transaction("a", 5), work("b"), transaction("c", 1), work("d"), work("e"), transaction("f", 1)]);
    expect(order).toEqual(["a begins", "a ends", "b", "c begins", "c ends", "d", "e", "f begins", "f ends"]);
  });

  it("lets nobody slip into a transaction that begins in the moment another ends", async () => {
    // One newcomer for each microtask around the end of the first transaction.
    for (let ticks = 0; ticks < 20; ticks++) {
      const queue = makeConnectionQueue();
      let isOpen = false;
      const transaction = () =>
        queue.transaction(async () => {
          isOpen = true;
          await pause(0);
          isOpen = false;
        });
      const first = queue.transaction(() => Promise.resolve());
      const waiting = queue.outside(() => isOpen);
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      await transaction();
      expect([ticks, await waiting]).toEqual([ticks, false]);
      await first;
    }
  });

  it("goes on after a transaction that failed", async () => {
    const queue = makeConnectionQueue();
    await expect(queue.transaction(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(queue.outside(() => "next")).toBe("next");
  });

  it("tells a call that waits for the transaction it is part of, instead of hanging", async () => {
    const queue = makeConnectionQueue(20);
    const work = queue.transaction(async () => {
      await queue.outside(() => 1);
    });
    await expect(work).rejects.toThrow("use the adapter that the callback gets");
    expect(await queue.transaction(async () => "after")).toBe("after");
  });

  it("tells a transaction inside a transaction, too, and keeps the order behind it", async () => {
    const queue = makeConnectionQueue(60);
    let isOpen = true;
    const outer = queue.transaction(async () => {
      const inner = queue.transaction(async () => {});
      await expect(inner).rejects.toThrow("use the adapter that the callback gets");
      await pause(10);
      isOpen = false;
    });
    await pause(40);
    // Behind the inner one, which gives up before the outer one ends.
    const seen = await queue.outside(() => isOpen);
    await outer;
    expect(seen).toBe(false);
  });

  it("waits as long as the open transaction does something", async () => {
    const queue = makeConnectionQueue(20);
    const busy = queue.transaction(async (touch) => {
      for (let i = 0; i < 10; i++) {
        await pause(8);
        touch();
      }
    });
    expect(await queue.outside(() => "waited")).toBe("waited");
    await busy;
  });
});
