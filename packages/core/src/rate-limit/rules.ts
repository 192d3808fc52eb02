import type { BetterAuthPlugin, RateLimitOptions, RateLimitRule } from "../types";

/** The rule of a request, or `false` when it is not limited. */
export type FindRule = (
  request: Request,
  path: string,
  template: string,
) => RateLimitRule | false | Promise<RateLimitRule | false>;

/** Routes where guessing pays: three tries in a short window, whatever the general limit is. */
const SENSITIVE: readonly { matches: (path: string) => boolean; rule: RateLimitRule }[] = [
  {
    matches: (path) =>
      ["/sign-in", "/sign-up", "/change-password", "/change-email"].some((start) => path.startsWith(start)),
    rule: { window: 10, max: 3 },
  },
  {
    matches: (path) =>
      path.startsWith("/forget-password") ||
      [
        "/request-password-reset",
        "/send-verification-email",
        "/email-otp/send-verification-otp",
        "/email-otp/request-password-reset",
      ].includes(path),
    rule: { window: 60, max: 3 },
  },
];

function pathPattern(pattern: string): (path: string) => boolean {
  if (!pattern.includes("*")) return (path) => path === pattern;
  const source = pattern
    .split("**")
    .map((part) =>
      part
        .split("*")
        .map((literal) => literal.replace(/[\\^$.+?()[\]{}|/-]/g, "\\$&"))
        .join("[^/]*"),
    )
    .join(".*");
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

/**
 * Compiles the rules. Later ones win: the general one, the sensitive routes', the plugins', the user's own.
 * A rule that does not depend on the request is found once per route.
 */
export function compileRules(
  options: RateLimitOptions & RateLimitRule,
  plugins: readonly BetterAuthPlugin[],
): FindRule {
  const custom = Object.entries(options.customRules ?? {}).map(([pattern, rule]) => ({
    matches: pathPattern(pattern),
    rule,
  }));
  const known = new Map<string, RateLimitRule>();

  function standing(path: string, template: string): RateLimitRule {
    const cached = known.get(template);
    if (cached) return cached;
    let rule: RateLimitRule = { window: options.window, max: options.max };
    const sensitive = SENSITIVE.find((candidate) => candidate.matches(path));
    if (sensitive) rule = sensitive.rule;
    const ofPlugin = plugins
      .flatMap((plugin) => plugin.rateLimit ?? [])
      .find((candidate) => candidate.pathMatcher(path));
    if (ofPlugin) rule = { window: ofPlugin.window, max: ofPlugin.max };
    known.set(template, rule);
    return rule;
  }

  return (request, path, template) => {
    const rule = standing(path, template);
    const own = custom.find(({ matches }) => matches(path) || matches(template));
    if (own === undefined) return rule;
    return typeof own.rule === "function" ? own.rule(request, rule) : own.rule;
  };
}
