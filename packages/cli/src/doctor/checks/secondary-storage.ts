import { type Check, type Finding, orWell } from "../check";

/** Milliseconds past which a storage slows every request down. */
const SLOW = 250;

/** The secondary storage does what its five methods say. */
export const secondaryStorage: Check = {
  id: "secondary-storage",
  title: "Secondary storage",
  run({ storage }) {
    if (storage === null) return [];
    const complaints: Finding[] = storage.mistakes.map((mistake) => ({
      status: "broken",
      found: mistake,
      why: "sessions, links and limits that are kept there cannot be trusted",
      mend: "Check that it runs, and each method against the table in the documentation.",
      link: "docs/database.md#secondary-storage",
    }));
    if (storage.slowest > SLOW) {
      complaints.push({
        status: "weak",
        found: `a call took ${Math.round(storage.slowest)} ms`,
        why: "every request with a session waits for one",
        mend: "Bring it nearer to the application.",
        link: "docs/database.md#secondary-storage",
      });
    }
    return orWell(complaints, `get, set, delete, getAndDelete and increment work, in ${Math.ceil(storage.slowest)} ms`);
  },
};
