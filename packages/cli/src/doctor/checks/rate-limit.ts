import { type Check, type Finding, type Link, orWell } from "../check";
import { type Facts, seriously } from "../facts/facts";
import { platformOf } from "../platform";

const STORE: Link = "docs/rate-limit.md#where-the-counters-are-kept";
const RULES: Link = "docs/rate-limit.md#rules-of-your-own";

/** What the core said of the store that counts. */
function judgeStore({ startUp, isProduction, environment, options }: Facts): Finding[] {
  const mistakes = startUp.lines.filter(({ message }) =>
    /^(?:rateLimit|secondaryStorage)\b.*limited is refused/.test(message),
  );
  if (mistakes.length > 0) return mistakes.map(({ message }) => ({ status: "broken", found: message, link: STORE }));
  if (startUp.context?.rateLimit.storage !== "memory" || options.rateLimit?.customStorage !== undefined) return [];
  const platform = platformOf(environment);
  if (!isProduction && platform?.isServerless !== true) return [];
  return [
    {
      status: "weak",
      found: "requests are counted in the memory of each process",
      why:
        platform?.isServerless === true
          ? `on ${platform.name} there are many, each short-lived, so guessing is hardly slowed down`
          : "with several processes, or after each restart, more guesses get through",
      mend: 'rateLimit: { storage: "database" }, then `npx @better-auth/cli migrate`; or a secondaryStorage.',
      link: STORE,
    },
  ];
}

function judgeRules(facts: Facts): Finding[] {
  const rules = Object.entries(facts.options.rateLimit?.customRules ?? {});
  const off = rules.filter(([, rule]) => rule === false).map(([path]) => path);
  if (off.length === 0) return [];
  return [
    {
      status: "weak",
      found: `rateLimit.customRules turns the limit off for ${off.join(", ")}`,
      why: "whatever is guessed there is guessed faster",
      mend: "Give it a window and a max.",
      link: RULES,
    },
  ];
}

/** Guessing is slowed down, by counters that hold. */
export const rateLimit: Check = {
  id: "rate-limit",
  title: "Rate limit",
  run(facts) {
    const { context } = facts.startUp;
    if (context === null) return [];
    const { enabled, max, window } = context.rateLimit;
    if (!enabled && facts.options.rateLimit?.enabled !== false) {
      return [{ status: "well", found: "off here; on in production" }];
    }
    if (!enabled) {
      return [
        {
          status: seriously(facts),
          found: "rateLimit.enabled is false",
          why: "passwords are guessed as fast as the machine can check them",
          mend: "Take rateLimit.enabled out: it is on in production by itself.",
          link: "docs/rate-limit.md#the-rules",
        },
      ];
    }
    return orWell(
      [...judgeStore(facts), ...judgeRules(facts)],
      `${max} requests in ${window} seconds, fewer for sign-ins`,
    );
  },
};
