// An adapter of somebody else: as it is it passes, and broken it fails the tests that are about what is broken.
import { describe, expect, it } from "vitest";
import { collectTests, describeAdapter, type OpenDatabase, suiteParts } from "../adapter";
import { mapAdapter } from "../fixtures/map-adapter";
import type { Fault } from "../fixtures/map-rows";

const openMap =
  (fault?: Fault): OpenDatabase =>
  async (options = {}) =>
    mapAdapter(new Map(), fault)(options);

describeAdapter("a Map", openMap());

/** Tests that fail with a fault, by a part of their names. */
const faults: Readonly<Record<Fault, readonly string[]>> = {
  "a row is read, then taken": [
    "consumeOne gives a row to one of many parallel callers",
    "fifty callers at once take one row: one gets it",
  ],
  "a counter is read, then written": [
    "incrementOne never lets more through than the guard says",
    "fifty callers at once count: each gets a number of its own",
    "fifty callers at once swap a value that they have read: one does",
  ],
  "wildcards are not escaped": ['where {"field":"name","value":"_","operator":"contains"}', "operators on secret"],
  "null is a value like others": ["operators on size", 'where {"field":"plan","value":"pro","operator":"ne"}'],
  "the limit is ignored": ["findMany sorts, skips and limits", "findMany gives every row once, page by page"],
  "unique values are not held": [
    "create refuses a unique value that is taken",
    "fifty callers at once create a row with the same unique value",
  ],
  "an update changes what does not match": ["every clause counts in update"],
  "dates lose their milliseconds": ["values of dates are kept to the millisecond"],
  "transactions do not roll back": ["transaction keeps everything or nothing", "transaction undoes what was taken"],
  "letter case is ignored": ['where {"field":"name","value":"bob"}', "ids are compared with their letter case"],
};

describe("a broken Map", () => {
  const { hostileValues, hostileNames, ...parts } = suiteParts;

  it.each(Object.entries(faults))("in which %s fails where it is looked at", async (fault, expected) => {
    const open = openMap(fault as Fault);
    const tests = collectTests((registrar) => {
      for (const describePart of Object.values(parts)) describePart({ ...registrar, capabilities: {}, open });
    });
    const failed: string[] = [];
    for (const { name, run } of tests) await run().catch(() => failed.push(name));
    for (const part of expected) expect(failed.join("\n")).toContain(part);
    // What it has nothing to do with passes.
    expect(failed.length).toBeLessThan(tests.length / 4);
  });
});
