import type { AuthContext } from "better-auth";

/** What somebody has besides the first step. */
export interface SecondFactor {
  hasApp: boolean;
  /** When it was turned on. */
  enabledAt: Date | null;
}

interface Row {
  verified?: boolean | null;
  secret: string;
  enabledAt?: Date | null;
}

/** @returns `null` when two-factor is off */
export async function findSecondFactor(
  { adapter }: Pick<AuthContext, "adapter">,
  user: { id: string; twoFactorEnabled?: boolean | null | undefined },
): Promise<SecondFactor | null> {
  if (!user.twoFactorEnabled) return null;
  const row = await adapter.findOne<Row>({ model: "twoFactor", where: [{ field: "userId", value: user.id }] });
  return { hasApp: Boolean(row?.secret) && row?.verified !== false, enabledAt: row?.enabledAt ?? null };
}
