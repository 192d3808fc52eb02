// Bytes that a get-session through the handler allocates, beside the hand-written minimum's. Bytes do not depend on how
// busy the machine is.
import { afterAll, describe, expect, it } from "vitest";
import { startSubject } from "../bench/measures/processes.mjs";

const MOST = 1.6;
const subjects = {};
const bytesOf = async (name) => {
  subjects[name] ??= startSubject(name, { countsBytes: true });
  return (await subjects[name]).ask({ task: "bytes", work: "get-session" });
};
afterAll(async () => {
  for (const subject of Object.values(subjects)) (await subject).end();
});

describe("bytes of a get-session", () => {
  it.each(["ours", "ours, 21 plugins"])(
    `%s: at most ${MOST}× the minimum's`,
    async (name) => {
      const floor = await bytesOf("minimum");
      expect(floor).toBeGreaterThan(5000);
      expect((await bytesOf(name)) / floor).toBeLessThanOrEqual(MOST);
    },
    60_000,
  );
});
