import type { BetterAuthPlugin, RateLimitOptions, RateLimitRule } from "../types";
import { compilePathPattern, type PathPattern } from "./path-pattern";

type Limits = RateLimitOptions & RateLimitRule;
type CustomRule = NonNullable<RateLimitOptions["customRules"]>[string];

/** The rules of an instance. */
export interface Rules {
  /**
   * The rule of a request, or `false` when it is not limited. A promise only where a rule is an async function.
   *
   * @param path as it was asked for, below the base path
   * @param template the matched route's
   */
  find(request: Request, path: string, template: string): RateLimitRule | false | Promise<RateLimitRule | false>;
  /** Seconds that a counter can matter at most. */
  readonly longestWindow: number;
}

/** Routes where guessing pays: few tries in a short window, whatever the general limit is. */
const SENSITIVE: readonly { matches: PathPattern; rule: RateLimitRule }[] = [
  // What sends mail to an address that anybody can type, some of it below "/sign-in".
  {
    matches: (path) =>
      path.startsWith("/forget-password") ||
      [
        "/request-password-reset",
        "/send-verification-email",
        "/sign-in/social/email",
        "/email-otp/send-verification-otp",
        "/email-otp/request-password-reset",
      ].includes(path),
    rule: { window: 60, max: 3 },
  },
  {
    matches: (path) =>
      ["/sign-in", "/sign-up", "/change-password", "/change-email"].some((start) => path.startsWith(start)),
    rule: { window: 10, max: 3 },
  },
];

/** What a rule that is a function may give is not known beforehand. */
const WINDOW_OF_FUNCTIONS_SECONDS = 86_400;

function longestWindowOf(options: Limits, plugins: readonly BetterAuthPlugin[]): number {
  const own = Object.values(options.customRules ?? {}).map((rule) =>
    typeof rule === "function" ? WINDOW_OF_FUNCTIONS_SECONDS : rule === false ? 0 : rule.window,
  );
  const ofPlugins = plugins.flatMap((plugin) => plugin.rateLimit ?? []).map(({ window }) => window);
  return Math.max(options.window, ...SENSITIVE.map(({ rule }) => rule.window), ...ofPlugins, ...own);
}

/**
 * Compiles the rules. Later ones win: the general one, the sensitive routes', the plugins', the user's own; of the
 * plugins' and of the user's the first that matches.
 *
 * They are about the matched route: a rule is for its template, and where the template has parts that vary, for the path
 * as well. Another spelling of a path never changes the rule.
 */
export function compileRules(options: Limits, plugins: readonly BetterAuthPlugin[]): Rules {
  const general: RateLimitRule = { window: options.window, max: options.max };
  const ofPlugins = plugins.flatMap((plugin) => plugin.rateLimit ?? []);
  const custom = Object.entries(options.customRules ?? {}).map(([pattern, rule]) => ({
    matches: compilePathPattern(pattern),
    rule,
  }));

  /** The rule of a route before the user's own, and the user's own. */
  interface Standing {
    readonly rule: RateLimitRule;
    readonly own: CustomRule | undefined;
  }

  function look(names: readonly string[]): Standing {
    const plugin = ofPlugins.find(({ pathMatcher }) => names.some((name) => pathMatcher(name)));
    const sensitive = SENSITIVE.find(({ matches }) => names.some(matches));
    return {
      rule: plugin ? { window: plugin.window, max: plugin.max } : (sensitive?.rule ?? general),
      own: custom.find(({ matches }) => names.some(matches))?.rule,
    };
  }

  const known = new Map<string, Standing>();
  function standing(path: string, template: string): Standing {
    const cached = known.get(template);
    if (cached !== undefined) return cached;
    if (/[:*]/.test(template)) return look([template, path.replace(/(?<=.)\/$/, "")]);
    const found = look([template]);
    known.set(template, found);
    return found;
  }

  return {
    longestWindow: longestWindowOf(options, plugins),
    find(request, path, template) {
      const { rule, own } = standing(path, template);
      if (typeof own !== "function") return own ?? rule;
      // A function that answers nothing leaves the rule as it is.
      const answer = own(request, { ...rule }) as ReturnType<typeof own> | undefined;
      return answer instanceof Promise ? answer.then((given) => given ?? rule) : (answer ?? rule);
    },
  };
}
