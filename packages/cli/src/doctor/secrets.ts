import type { BetterAuthOptions } from "@better-auth/core/types";
import { REDACTED, secretsOf } from "../info/secret-text";
import type { Diagnosis } from "./check";

type Environment = Readonly<Record<string, string | undefined>>;

/** Passwords inside of addresses, as in DATABASE_URL. */
function passwordsOf(environment: Environment): string[] {
  return Object.values(environment).flatMap((value) => {
    const password = value?.includes("://") ? URL.parse(value)?.password : "";
    return password ? [password, decoded(password)] : [];
  });
}

/** A password as its owner knows it. A "%" of its own need not stand for another character. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** Every secret that options and environment hold, the longest first. */
function knownSecrets(options: BetterAuthOptions, environment: Environment): string[] {
  const database: unknown = options.database;
  const providers = Object.values(options.socialProviders ?? {}) as ({ clientSecret?: unknown } | undefined)[];
  const own: unknown[] = [
    options.secret,
    ...(options.secrets ?? []).map(({ value }) => value),
    ...(environment.BETTER_AUTH_SECRETS?.split(",").map((entry) => entry.slice(entry.indexOf(":") + 1).trim()) ?? []),
    ...providers.map((provider) => provider?.clientSecret),
    // An address is no database, but people who have no types give one.
    ...passwordsOf({ ...environment, database: typeof database === "string" ? database : undefined }),
  ];
  const texts = own.filter((value): value is string => typeof value === "string" && value.length > 3);
  return [...texts, ...secretsOf(environment)].sort((a, b) => b.length - a.length);
}

/** Takes secrets out of what is about to be told: no check means to tell one, but a driver's message may. */
export function makeDiscreet(
  options: BetterAuthOptions,
  environment: Environment,
): (diagnosis: Diagnosis) => Diagnosis {
  const known = knownSecrets(options, environment);
  const clean = (text: string) => known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  return ({ found, why, mend, ...diagnosis }) => ({
    ...diagnosis,
    found: clean(found),
    ...(why === undefined ? {} : { why: clean(why) }),
    ...(mend === undefined ? {} : { mend: clean(mend) }),
  });
}
