import type { Check, Finding } from "../check";

/** Options that checks of their own tell more of. */
const TOLD_ELSEWHERE =
  /^(?:secret|secrets(?:\[\d+\][^:]*)?|BETTER_AUTH_SECRETS[^:]*|database|baseURL|rateLimit[^:]*|secondaryStorage[^:]*): /;

/** What the instance itself complains of when it starts. */
export const startUp: Check = {
  id: "start-up",
  title: "Start",
  run({ startUp: { context, mistake, lines } }) {
    const findings: Finding[] = lines
      .filter(({ message }) => !TOLD_ELSEWHERE.test(message))
      .map(({ level, message }) => ({
        status: level === "error" ? "broken" : "weak",
        found: message,
        link: "docs/options.md#on-their-own",
      }));
    if (mistake !== null && !TOLD_ELSEWHERE.test(mistake)) {
      findings.push({
        status: "broken",
        found: `the instance does not start: ${mistake}`,
        why: "every request is answered by a 500",
        link: "docs/installation.md#when-it-does-not-work",
      });
    }
    return findings.length > 0 || context === null ? findings : [{ status: "well", found: "without a complaint" }];
  },
};
