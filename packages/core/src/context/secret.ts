import { BetterAuthError } from "../error";
import type { BetterAuthOptions, Logger, SecretConfig } from "../types";
import type { BaseURL } from "../url/base-url";
import { checkSecrets } from "./check-secrets";
import { getEnvVar } from "./environment";

/** Only for development: so that a first look needs no set-up. */
const DEVELOPMENT_SECRET = "better-auth-secret-12345678901234567890";
const SHORTEST = 32;
/** Bits; a secret of fewer was typed by hand. */
const LOWEST_ENTROPY = 120;

/** The secrets of an instance. */
export interface ResolvedSecret {
  /** Signs. */
  readonly secret: string;
  readonly config: string | SecretConfig;
}

/** "2:new,1:old" as the environment has it. */
function parseSecrets(text: string): { version: number; value: string }[] {
  const secrets = text.split(",").map((entry) => {
    const at = entry.indexOf(":");
    const version = entry.slice(0, Math.max(at, 0)).trim();
    if (!/^\d+$/.test(version)) {
      throw new BetterAuthError(
        'BETTER_AUTH_SECRETS: expected "version:secret,version:secret" with whole numbers as versions.',
      );
    }
    return { version: Number(version), value: entry.slice(at + 1).trim() };
  });
  checkSecrets("BETTER_AUTH_SECRETS", secrets);
  return secrets;
}

/** An estimate from how often each character occurs. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

/** Whether an address is only reached from the machine itself. */
function isLocal(base: BaseURL): boolean {
  const { hostname } = new URL(base.origin);
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "127.0.0.1" || hostname === "[::1]"
  );
}

/**
 * Finds the secret: options, then environment; in development a fixed one, which is said loudly.
 *
 * @param base where the application is, as far as that is known: anywhere but on this machine is no development
 * @throws {BetterAuthError} in production when there is none, or when it is the development one
 */
export function resolveSecret(
  options: BetterAuthOptions,
  isProduction: boolean,
  base: BaseURL | null,
  logger: Logger,
): ResolvedSecret {
  const rotated =
    options.secrets ??
    (getEnvVar("BETTER_AUTH_SECRETS") ? parseSecrets(getEnvVar("BETTER_AUTH_SECRETS") as string) : []);
  // An empty secret is none: with it anybody could sign.
  const legacy = options.secret || (getEnvVar("BETTER_AUTH_SECRET") ?? getEnvVar("AUTH_SECRET"));
  const secret = rotated[0]?.value ?? legacy ?? DEVELOPMENT_SECRET;

  const isServed = isProduction || (base !== null && !isLocal(base));
  // What an older secret has signed counts as much.
  const older = rotated.length === 0 ? [] : [...rotated.slice(1).map(({ value }) => value), legacy];
  if (isServed && older.includes(DEVELOPMENT_SECRET)) {
    throw new BetterAuthError(
      "secrets: expected secrets of your own in production, got the publicly known one of development among the older ones. Take it out of `secrets`, and of `secret` and BETTER_AUTH_SECRET.",
    );
  }

  if (secret === DEVELOPMENT_SECRET) {
    const mend = "Run `npx @better-auth/cli secret` and put what it prints into BETTER_AUTH_SECRET.";
    if (isServed) {
      throw new BetterAuthError(`secret: expected a secret of your own in production, got none. ${mend}`);
    }
    logger.warn(`secret: none was given, so a publicly known one is used and anybody can forge a session. ${mend}`);
  }
  if (secret !== DEVELOPMENT_SECRET) {
    if (secret.length < SHORTEST) {
      logger.warn(
        `secret: expected at least ${SHORTEST} characters, got ${secret.length}. Run \`npx @better-auth/cli secret\` for a good one.`,
      );
    } else if (entropyBits(secret) < LOWEST_ENTROPY) {
      logger.warn("secret: it looks guessable. Run `npx @better-auth/cli secret` for a random one.");
    }
  }
  if (rotated.length === 0) return { secret, config: secret };
  return {
    secret,
    config: {
      keys: new Map(rotated.map(({ version, value }) => [version, value])),
      currentVersion: rotated[0]?.version as number,
      ...(legacy === undefined ? {} : { legacySecret: legacy }),
    },
  };
}
