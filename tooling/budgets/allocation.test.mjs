// Bytes that a get-session through the handler allocates, beside the hand-written minimum's. Bytes do not depend on how
// busy the machine is.
import { afterAll, describe, expect, it } from "vitest";
import { median, startSubject } from "../bench/measures/processes.mjs";

const MOST = 1.6;
const MORE_WITH_PLUGINS = 0.05;
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

  it(`five plugins of the sign-in add less than ${MORE_WITH_PLUGINS * 100} %`, { timeout: 60_000 }, async () => {
    // What is compiled allocates less, and that comes with use: both are used until it changes little any more.
    const warm = async (name) => {
      const looks = [];
      for (let look = 0; look < 24; look++) looks.push(await bytesOf(name));
      return median(looks.slice(12));
    };
    const plain = await warm("ours");
    expect(await warm("ours, sign-in plugins")).toBeLessThan(plain * (1 + MORE_WITH_PLUGINS));
  });
});
