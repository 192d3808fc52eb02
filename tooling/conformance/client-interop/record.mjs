// What a story sees, as flat facts that can be compared between releases: `"sign in › data.user.id"` → `"<id>"`.

const isPlain = (value) => typeof value === "object" && value !== null && !(value instanceof Date);

/** What differs from run to run becomes what it is; everything else stays. */
function settled(value, origin) {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "<no date>" : "<date>";
  if (typeof value === "function") return "<function>";
  if (typeof value !== "string") return value;
  return value
    .replaceAll(origin, "<origin>")
    .replaceAll(encodeURIComponent(origin), "<origin>")
    .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, "<jwt>")
    .replaceAll(/\b[A-Za-z0-9]{32}\b/g, "<id>")
    .replaceAll(/\b[A-Za-z0-9]{24}\b/g, "<token>");
}

function flatten(value, path, facts, origin) {
  if (!isPlain(value)) {
    facts[path] = settled(value, origin);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) facts[path] = Array.isArray(value) ? "<empty list>" : "<empty object>";
  for (const [key, member] of entries) flatten(member, `${path}.${key}`, facts, origin);
}

/** Collects what a story sees at an origin. */
export function createRecord(origin) {
  const facts = {};
  return {
    facts,
    /** Notes a value under a name that nothing else has. */
    note(name, value) {
      if (Object.keys(facts).some((path) => path === name || path.startsWith(`${name} ›`)))
        throw new Error(`expected a name of its own for each step, got "${name}" twice`);
      flatten(value, `${name} ›`, facts, origin);
      return value;
    },
  };
}

/**
 * The facts in which two records differ.
 *
 * @returns `{ path: [expected, got] }`; what is missing is `undefined`
 */
export function differences(expected, got) {
  const paths = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return Object.fromEntries(
    [...paths].filter((path) => expected[path] !== got[path]).map((path) => [path, [expected[path], got[path]]]),
  );
}
