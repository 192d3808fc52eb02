import type { AccountRow } from "../../account/store";
import type { JointRefresh } from "../../context/instance";

/** Milliseconds that requests of a browser may be under way with the cookie of before. */
const UNDER_WAY_MS = 10_000;

/** All of them: one that hangs may stand before others that are over. */
function forgetOver(refreshes: Map<string, JointRefresh>, now: number): void {
  for (const [key, { until }] of refreshes) if (until <= now) refreshes.delete(key);
}

/**
 * Refreshes once for all who ask with one key while it lasts, and for a moment after where the account is in the cookie
 * alone: a request that was sent before the browser got its new cookie brings the refresh token that is spent, and nobody
 * can look up what has become of it.
 */
export function refreshTogether(
  refreshes: Map<string, JointRefresh>,
  key: string,
  isOnlyInCookie: boolean,
  refresh: () => Promise<AccountRow>,
): Promise<AccountRow> {
  forgetOver(refreshes, Date.now());
  const running = refreshes.get(key);
  if (running !== undefined) return running.account as Promise<AccountRow>;
  const account = refresh();
  const joint: JointRefresh = { account, until: Number.POSITIVE_INFINITY };
  refreshes.set(key, joint);
  account.then(
    () => {
      if (isOnlyInCookie) joint.until = Date.now() + UNDER_WAY_MS;
      else refreshes.delete(key);
    },
    () => refreshes.delete(key),
  );
  return account;
}
