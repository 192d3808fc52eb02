import { cookieNameOf } from "../../context/auth-cookies";
import { BetterAuthError } from "../../error";
import { EMAIL_VERIFIED } from "../../sign-in/requirements";
import type { BetterAuthOptions } from "../../types";
import { type Claim, CORE, type Conflict, findConflicts, type Owner, ownersOf } from "./claim";
import { claimEndpoints } from "./endpoint-claims";
import { claimSchema } from "./schema-claims";

/** The core's cookies, by the names that `createAuthCookie` takes. */
const CORE_COOKIES = [
  "session_token",
  "session_data",
  "dont_remember",
  "account_data",
  "sign_in_pending",
  "oauth_state",
];

function claimCookies(options: BetterAuthOptions): Claim[] {
  const claim = (owner: Owner, cookie: string): Claim => {
    const name = cookieNameOf(options, cookie);
    return { owner, key: `cookie ${name}`, name: `the cookie "${name}"`, mend: { of: "cookie", another: "name" } };
  };
  return [
    ...CORE_COOKIES.map((cookie) => claim(CORE, cookie)),
    ...ownersOf(options).flatMap(({ plugin, owner }) => (plugin.cookies ?? []).map((cookie) => claim(owner, cookie))),
  ];
}

function claimRequirements(options: BetterAuthOptions): Claim[] {
  const claim = (owner: Owner, id: string): Claim => ({
    owner,
    key: `requirement ${id}`,
    name: `the sign-in requirement "${id}"`,
    mend: { of: "requirement", another: "id" },
  });
  return [
    claim(CORE, EMAIL_VERIFIED),
    ...ownersOf(options).flatMap(({ plugin, owner }) =>
      (plugin.signInRequirements ?? []).map(({ id }) => claim(owner, id)),
    ),
  ];
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];

/** @param conflicts all that the two have */
function explain(first: Owner, second: Owner, conflicts: readonly Conflict[]): string {
  const names = distinct(conflicts.map((conflict) => conflict.second.name)).join(", ");
  const isOfTwoPlugins = first.index !== undefined && second.index !== undefined;
  const plugin = second.index === undefined ? first.name : second.name;
  const renamings = conflicts.map(({ second: { mend } }) =>
    isOfTwoPlugins
      ? `give one of the ${mend.of}s another ${mend.another}`
      : `give the ${mend.of} of "${plugin}" another ${mend.another}`,
  );
  if (first.index === second.index) return `"${plugin}" claims ${names} twice: ${distinct(renamings).join(", or ")}.`;
  if (isOfTwoPlugins && first.name === second.name) return `"${plugin}" is in the list twice. Take one of them out.`;

  const mends = [`take ${isOfTwoPlugins ? "one of them" : `"${plugin}"`} out of the list`, ...renamings];
  if (isOfTwoPlugins && conflicts.some((conflict) => conflict.first.isReplaceable))
    mends.push(
      first.dependsOn.includes(second.name)
        ? `put "${first.name}" behind "${second.name}", whose things it may replace`
        : `say dependsOn: ["${first.name}"] in "${second.name}" if it replaces what the other one brings`,
    );
  return `"${first.name}" and "${second.name}" both claim ${names}: ${distinct(mends).join(", or ")}.`;
}

/**
 * Refuses plugins that claim the same route, method of `auth.api`, field, table, column, cookie or sign-in requirement: one
 * of them would get what is meant for the other.
 * @throws {BetterAuthError} a line for each two of them
 */
export function checkConflicts(options: BetterAuthOptions): void {
  if (!options.plugins?.length) return;
  const conflicts = findConflicts([
    ...claimEndpoints(options),
    ...claimSchema(options),
    ...claimCookies(options),
    ...claimRequirements(options),
  ]);
  const pairs = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const { first, second } = conflict;
    const pair = `${first.owner.index ?? first.owner.name} ${second.owner.index ?? second.owner.name}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), conflict]);
  }
  const lines = [...pairs.values()].map((pair) => {
    const [{ first, second }] = pair as [Conflict];
    return `plugins: ${explain(first.owner, second.owner, pair)}`;
  });
  if (lines.length > 0) throw new BetterAuthError(lines.join("\n"));
}
