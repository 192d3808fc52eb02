import { afterEach, expect, it, vi } from "vitest";
import { asInPage } from "./as-in-page";

afterEach(() => vi.unstubAllGlobals());

it("has a window for the time of the call", () => {
  expect(asInPage(() => typeof globalThis.window)).toBe("object");
  expect("window" in globalThis).toBe(false);
});

it("leaves nothing behind when the call fails", () => {
  const failing = () =>
    asInPage(() => {
      throw new Error("on purpose");
    });
  expect(failing).toThrow("on purpose");
  expect("window" in globalThis).toBe(false);
});

it("leaves a window that is there alone", () => {
  const window = { name: "mine" };
  vi.stubGlobal("window", window);
  expect(asInPage(() => globalThis.window)).toBe(window);
  expect(globalThis.window).toBe(window);
});
