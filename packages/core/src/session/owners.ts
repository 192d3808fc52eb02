import type { SessionPlaces } from "../context/session-places";

/** How many sessions a process remembers the owner of: a megabyte or two. */
const MAX_REMEMBERED = 10_000;

/**
 * Whose session a token was when it was last read, so that the copy and the end of all sessions of its user can be asked
 * for in one round trip. It says where to look, never who somebody is.
 *
 * @param token as stored
 */
export function rememberedOwner({ owners }: SessionPlaces, token: string): string | undefined {
  return owners.get(token);
}

/** Remembers whose session a token is; the first that was remembered is forgotten when there are too many. */
export function rememberOwner({ owners }: SessionPlaces, token: string, userId: string): void {
  if (owners.has(token)) return;
  if (owners.size >= MAX_REMEMBERED) owners.delete(owners.keys().next().value as string);
  owners.set(token, userId);
}
