import { afterEach, expect, it, vi } from "vitest";

const ofThePage = ["window", "document", "navigator", "location", "localStorage", "BroadcastChannel", "fetch"] as const;

afterEach(() => {
  vi.resetModules();
  vi.restoreAllMocks();
});

it.each(["./index", "./plugins", "./binding", "./types"])("%s looks at nothing when it is imported", async (module) => {
  const looked: string[] = [];
  const before = ofThePage.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of ofThePage) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        looked.push(name);
        return undefined;
      },
    });
  }
  const set = vi.spyOn(globalThis, "setTimeout");
  try {
    vi.resetModules();
    await import(/* @vite-ignore */ module);
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  }
  expect(looked).toEqual([]);
  expect(set).not.toHaveBeenCalled();
});
