import { beforeEach, describe, it } from "vitest";
import { type AdapterCapabilities, leftOut } from "./capabilities";
import { keepingOpen, type OpenDatabase } from "./open-database";
import { suiteParts } from "./parts";
import type { Registrar } from "./suite";

/** How often in a row a race is run. */
function timesOfRaces(): number {
  const given = process.env.BETTER_AUTH_TEST_REPEAT ?? "1";
  const times = Number(given);
  if (Number.isInteger(times) && times >= 1) return times;
  throw new Error(`BETTER_AUTH_TEST_REPEAT: expected a whole number from 1; got ${given}.`);
}

function withVitest(): Registrar {
  const times = timesOfRaces();
  return {
    describe: (name, body) => {
      describe(name, body);
    },
    it: (name, test) => {
      it(name, async ({ skip }) => test({ skip: (note) => skip(note) }));
    },
    race: (name, test) => {
      it(name, { repeats: times - 1, timeout: 30_000 * times }, async ({ skip }) =>
        test({ skip: (note) => skip(note) }),
      );
    },
    beforeEach: (hook) => {
      beforeEach(async () => hook());
    },
  };
}

/**
 * Describes, for vitest, what every adapter does, whatever the database.
 *
 * BETTER_AUTH_TEST_REPEAT=20 runs every race twenty times in a row.
 *
 * @param open gives an empty database with the tables of the options
 * @param capabilities what the adapter is not made for; one line says what is left out therefore
 * @example describeAdapter("mine", async (options) => myAdapter()(options), { transactions: false });
 */
export function describeAdapter(name: string, open: OpenDatabase, capabilities: AdapterCapabilities = {}): void {
  describe(name, () => {
    const notes = leftOut(capabilities);
    if (notes.length > 0) console.info(`${name}: the adapter suite leaves out ${notes.join(", ")}`);
    const suite = { ...withVitest(), open: keepingOpen(open, capabilities.isOnePlace), capabilities };
    for (const describePart of Object.values(suiteParts)) describePart(suite);
  });
}
