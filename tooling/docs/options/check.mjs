// What the comment of an option has to say.

/** Words for what a number counts. */
const units = /\b(second|millisecond|character|byte|bit|row|request|day|entr|item)/i;

/**
 * @param {import("./read.mjs").Option[]} options
 * @returns {string[]} a line for each option whose comment says too little
 */
export function undocumented(options) {
  return options.flatMap(({ path, type, text, isGroup, isRequired, default: byDefault }) => {
    const problems = [];
    if (text === "") problems.push("a sentence that says what it does");
    if (isScalar(type) && !isGroup && !isRequired && byDefault === undefined) problems.push("@default");
    if (type === "number" && !units.test(text)) problems.push("its unit");
    return problems.map((missing) => `${path}: expected ${missing} in its comment`);
  });
}

/** A switch, a number, a text or one of several words: it has a value also when nobody gives one. */
function isScalar(type) {
  return type.split(" | ").every((part) => /^(boolean|number|string|"[^"]*")$/.test(part));
}
