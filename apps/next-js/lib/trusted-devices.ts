// Browsers that are asked for no second step. The plugin keeps each as a one-time value, and makes another one of it at every
// sign-in; here it is written down which browser that was, so that people find it in their list.
import type { AuthContext, BetterAuthOptions } from "better-auth";

/** What the identifiers of these values start with. */
export const TRUST = "trust-device-";

type Hook = NonNullable<
  NonNullable<NonNullable<NonNullable<BetterAuthOptions["databaseHooks"]>["verification"]>["create"]>["before"]
>;

export const rememberDevice: Hook = async ({ identifier }, ctx) => {
  if (identifier.startsWith(TRUST)) return { data: { userAgent: ctx?.headers?.get("user-agent") ?? null } };
};

type Store = Pick<AuthContext, "adapter">;

interface Value {
  id: string;
  identifier: string;
  createdAt: Date;
  expiresAt: Date;
  userAgent?: string | null;
}

export interface TrustedDevice extends Omit<Value, "identifier"> {
  isThisOne: boolean;
}

const ownedBy = (userId: string) => [
  { field: "value", value: userId },
  { field: "identifier", value: TRUST, operator: "starts_with" as const },
];

/**
 * The devices that somebody trusts, the one used last first.
 * @param since when two-factor was turned on: what was trusted before is not any more
 * @param cookie what this browser says it is
 */
export async function listTrustedDevices(
  { adapter }: Store,
  userId: string,
  since: Date | null | undefined,
  cookie: string | undefined,
): Promise<TrustedDevice[]> {
  const values = await adapter.findMany<Value>({
    model: "verification",
    where: [...ownedBy(userId), { field: "expiresAt", value: new Date(), operator: "gt" }],
    sortBy: { field: "createdAt", direction: "desc" },
  });
  return values
    .filter(({ createdAt }) => !since || createdAt >= since)
    .map(({ identifier, ...device }) => ({ ...device, isThisOne: cookie?.includes(`!${identifier}.`) === true }));
}

/** Trusts a device no more; of somebody else's, nothing happens. */
export async function forgetTrustedDevice({ adapter }: Store, userId: string, id: string): Promise<void> {
  await adapter.deleteMany({ model: "verification", where: [...ownedBy(userId), { field: "id", value: id }] });
}
