// The address that somebody wants, until it is confirmed. The links in the mails hold it; this is for the profile to show.
import type { AuthContext } from "better-auth";

const HOUR_IN_MILLISECONDS = 3_600_000; // as long as the links work

type Store = Pick<AuthContext, "internalAdapter">;

const keyOf = (userId: string) => `new-email:${userId}`;

/** Whether or not the address is taken: what is shown must not tell. */
export async function rememberNewEmail({ internalAdapter }: Store, userId: string, email: string): Promise<void> {
  const identifier = keyOf(userId);
  await internalAdapter.deleteVerificationByIdentifier(identifier);
  await internalAdapter.createVerificationValue({
    identifier,
    value: email,
    expiresAt: new Date(Date.now() + HOUR_IN_MILLISECONDS),
  });
}

/** @returns the address that is waiting for a confirmation; `null` when there is none, or when it is confirmed */
export async function findNewEmail(
  { internalAdapter }: Store,
  user: { id: string; email: string },
): Promise<string | null> {
  const found = await internalAdapter.findVerificationValue(keyOf(user.id));
  if (found === null || found.expiresAt < new Date()) return null;
  return found.value.toLowerCase() === user.email ? null : found.value;
}
