import type { Check } from "../check";

/** Types of fields whose values may be of any length. */
const LONG = new Set<unknown>(["json", "string[]", "number[]"]);

/** What the cookie cache makes every request carry. */
export const cookieSize: Check = {
  id: "cookie-size",
  title: "Cookie cache",
  run({ options, startUp }) {
    if (options.session?.cookieCache?.enabled !== true || startUp.context === null) return [];
    const long = ["user", "session"].flatMap((model) =>
      Object.entries(startUp.context?.tables[model]?.fields ?? {})
        .filter(([, { type, returned }]) => returned !== false && LONG.has(type))
        .map(([field]) => `${model}.${field}`),
    );
    if (long.length === 0) return [{ status: "well", found: "its fields are short" }];
    return [
      {
        status: "weak",
        found: `the cookie cache holds ${long.join(", ")}, which may be of any length`,
        why: "every request carries them; past 4 KiB they take several cookies, past 8 KiB many servers answer 431",
        mend: "Set `returned: false` on fields that clients do not need, or turn session.cookieCache off.",
        link: "docs/sessions.md#the-cookie-cache",
      },
    ];
  },
};
