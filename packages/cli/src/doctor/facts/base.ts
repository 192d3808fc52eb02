import { isDynamicBaseURLConfig, resolveBaseURL } from "@better-auth/core";
import type { BetterAuthOptions, DynamicBaseURL } from "@better-auth/core/types";
import { messageOf } from "../../migration/message-of";

/** Where the application is, as far as the configuration says. */
export interface BaseFacts {
  /** As it was written; `undefined` when nothing names one. */
  readonly given: string | undefined;
  /** Who says so: "baseURL", or the names of the variables with that value. */
  readonly source: string;
  readonly dynamic: DynamicBaseURL | null;
  /** With the base path; `null` when there is none or it cannot be read. */
  readonly url: URL | null;
  /** What is wrong with it. */
  readonly mistake: string | null;
  /** Addresses of the variables that server, client and frameworks read, by name. */
  readonly named: Readonly<Record<string, string>>;
}

/** The base URL of the server and of the clients of frameworks. `VITE_…` is what people name theirs. */
const VARIABLE = /^(?:(?:NEXT_PUBLIC_|NUXT_PUBLIC_|PUBLIC_|VITE_)?(?:BETTER_)?AUTH_URL|BASE_URL)$/;

/** Reads the base URL of the options and of the environment. */
export function readBase(
  options: Pick<BetterAuthOptions, "baseURL" | "basePath">,
  environment: Readonly<Record<string, string | undefined>>,
): BaseFacts {
  const named = Object.fromEntries(
    // Bundlers set BASE_URL to "/".
    Object.entries(environment).filter(
      (entry): entry is [string, string] => VARIABLE.test(entry[0]) && Boolean(entry[1]) && entry[1] !== "/",
    ),
  );
  const { baseURL } = options;
  const dynamic = isDynamicBaseURLConfig(baseURL) ? baseURL : null;
  let url: URL | null = null;
  let mistake: string | null = null;
  try {
    const resolved = resolveBaseURL(baseURL, options.basePath);
    url = resolved === undefined ? null : new URL(resolved);
  } catch (error) {
    mistake = messageOf(error);
  }
  const given = typeof baseURL === "string" && baseURL !== "" ? baseURL : givenByEnvironment(named, url);
  const holders = Object.keys(named).filter((name) => named[name] === given);
  return { given, source: holders.length > 0 ? holders.join(", ") : "baseURL", dynamic, url, mistake, named };
}

/** The value that was resolved, as it was written. */
function givenByEnvironment(named: Readonly<Record<string, string>>, url: URL | null): string | undefined {
  return Object.values(named).find((value) => url === null || URL.parse(value)?.origin === url.origin);
}

/** Whether a host is only reached from the machine itself. */
export function isLocalHost(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}
