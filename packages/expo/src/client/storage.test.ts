import { describe, expect, it } from "vitest";
import { secureStore } from "./device.test-support";
import { normalizeCookieName, storageAdapter } from "./storage";

const long = (length: number, character = "a") => character.repeat(length);

function make() {
  const device = secureStore();
  const written: string[] = [];
  let writesLeft = Number.POSITIVE_INFINITY;
  const storage = storageAdapter({
    getItem: device.getItem,
    setItem(key, value) {
      if (writesLeft-- <= 0) throw new Error("killed");
      written.push(key);
      return device.setItem(key, value);
    },
  });
  return {
    ...storage,
    kept: device.kept,
    written,
    /** The app is killed after so many writes. */
    killAfter(writes: number) {
      writesLeft = writes;
    },
    goOn() {
      writesLeft = Number.POSITIVE_INFINITY;
    },
    /** What stands in the storage, empty texts left out. */
    texts: () => [...device.kept.values()].filter((text) => text !== "" && !text.startsWith("ba-chunks:")),
  };
}

it("keeps short texts as they are, under keys without colons", async () => {
  const { setItem, getItem, kept } = make();
  expect(await getItem("shop:cookie")).toBeNull();
  await setItem("shop:cookie", '{"a":1}');
  expect(await getItem("shop:cookie")).toBe('{"a":1}');
  expect(Object.fromEntries(kept)).toEqual({ shop_cookie: '{"a":1}' });
  expect(normalizeCookieName("a:b:c")).toBe("a_b_c");
});

it.each([1800, 1801, 5000, 180_000])("keeps a text of %i bytes", async (length) => {
  const { setItem, getItem } = make();
  await setItem("key", long(length));
  expect(await getItem("key")).toBe(long(length));
});

it("cuts no character through", async () => {
  const { setItem, getItem } = make();
  for (const character of ["ö", "€", "🦊"]) {
    const text = `a${long(2000, character)}`;
    await setItem("key", text);
    expect(await getItem("key")).toBe(text);
  }
});

it("refuses what no device would keep", async () => {
  const { setItem, kept } = make();
  await expect(setItem("key", long(180_001))).rejects.toThrow(/180000 bytes.*key/s);
  expect(kept.size).toBe(0);
});

it("takes a text that looks like its own mark for a text", async () => {
  const { setItem, getItem } = make();
  await setItem("key", "ba-chunks:2:0");
  expect(await getItem("key")).toBe("ba-chunks:2:0");
});

it("leaves nothing of a text that was replaced", async () => {
  const { setItem, texts } = make();
  await setItem("key", long(5000, "a"));
  await setItem("key", long(4000, "b"));
  expect(texts().join("")).toBe(long(4000, "b"));
  await setItem("key", "short");
  expect(texts()).toEqual(["short"]);
});

describe("an app that is killed while it writes", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])("after %i writes has the text of before or the new one, whole", async (writes) => {
    const { setItem, getItem, killAfter, goOn, texts } = make();
    await setItem("key", long(5000, "a"));
    killAfter(writes);
    await setItem("key", long(6000, "b")).catch(() => {});
    goOn();
    expect([long(5000, "a"), long(6000, "b")]).toContain(await getItem("key"));
    await setItem("key", long(2000, "c"));
    expect(await getItem("key")).toBe(long(2000, "c"));
    expect(new Set(texts().join(""))).toEqual(new Set(["c"]));
  });
});

it("mixes no texts that are written and read at the same time", async () => {
  const device = secureStore();
  let isSlow = true;
  const storage = storageAdapter({
    ...device,
    async getItemAsync(key) {
      const isHeldUp = key === "key.0.1" && isSlow;
      if (isHeldUp) isSlow = false;
      await new Promise((resolve) => setTimeout(resolve, isHeldUp ? 30 : 0));
      return device.getItem(key);
    },
    async setItemAsync(key, value) {
      await new Promise((resolve) => setTimeout(resolve, value.startsWith("b") ? 2 : 0));
      device.setItem(key, value);
    },
  });
  await storage.setItem("key", long(5000, "a"));
  const reading = storage.getItem("key");
  await storage.setItem("key", long(5000, "b"));
  expect(await reading).toBe(long(5000, "a"));

  await Promise.all([storage.setItem("key", long(5000, "b")), storage.setItem("key", long(5000, "c"))]);
  expect(await storage.getItem("key")).toBe(long(5000, "c"));
});

it("asks for what does not hold the app up, where it is there", async () => {
  const device = secureStore();
  const storage = storageAdapter({
    getItem: () => expect.unreachable(),
    setItem: () => expect.unreachable(),
    getItemAsync: async (key) => device.getItem(key),
    setItemAsync: async (key, value) => device.setItem(key, value),
  });
  await storage.setItem("key", long(3000));
  expect(await storage.getItem("key")).toBe(long(3000));
});
