import { APIError } from "../../error";
import type { Awaitable } from "../../types";

/** A proof that wants to be used. */
export interface DpopReplayReservation {
  /** Stands for the proof: a digest of its key, method, address and `jti`. */
  key: string;
  /** From then on the proof is too old to be taken. */
  expiresAt: Date;
  now: Date;
}

/** Remembers which proofs have been used. */
export interface DpopReplayStore {
  /** `true` for the first of all callers with a key, until it expires; has to be one atomic step. */
  reserve(reservation: DpopReplayReservation): Awaitable<boolean>;
}

/** The one call of `ctx.context.internalAdapter` that a replay store needs. */
export interface DpopReplayReservations {
  reserveVerificationValue(value: { identifier: string; value: string; expiresAt: Date }): Promise<boolean>;
}

/** What a replay store needs of `ctx.context`. */
export interface DpopReplayAuthContext {
  internalAdapter: DpopReplayReservations;
  /** In its place where verification values are not in the database. */
  secondaryStorage?: { increment(key: string, ttl: number): Awaitable<number> } | undefined;
  options?: { verification?: { storeInDatabase?: boolean | undefined } | undefined } | undefined;
}

/**
 * A replay store that all processes share: verification values, `dpop-proof:{key}`, reserved by their primary key; or the
 * secondary storage, where verification values are not in the database.
 *
 * @param source `ctx.context` of an endpoint, or anything else that reserves
 * @example
 * const replayStore = createDpopReplayStore(ctx.context);
 */
export function createDpopReplayStore(source: DpopReplayAuthContext | DpopReplayReservations): DpopReplayStore {
  const reserve = reserverOf(source);
  return { reserve: ({ key, expiresAt, now }) => reserve(`dpop-proof:${key}`, key, expiresAt, now) };
}

type Reserve = (identifier: string, value: string, expiresAt: Date, now: Date) => Promise<boolean>;

function reserverOf(source: DpopReplayAuthContext | DpopReplayReservations): Reserve {
  if (!("internalAdapter" in source)) return reserveIn(source);
  const { secondaryStorage, options, internalAdapter } = source;
  if (secondaryStorage === undefined || options?.verification?.storeInDatabase === true) {
    return reserveIn(internalAdapter);
  }
  return async (identifier, _value, expiresAt, now) => {
    const secondsLeft = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
    return (await secondaryStorage.increment(identifier, Math.max(secondsLeft, 1))) === 1;
  };
}

function reserveIn(reservations: DpopReplayReservations): Reserve {
  return (identifier, value, expiresAt) => reservations.reserveVerificationValue({ identifier, value, expiresAt });
}

/** Some 40 MB when full; at the longest life of a proof, five minutes, 800 of them a second. */
const MOST_ENTRIES = 250_000;

/**
 * A replay store for one process. Behind it a proof that one process has seen is still good for another one, so where
 * there are several they want a store that they share.
 *
 * @param settings `maxEntries`: how many proofs it remembers, 250,000 unless told. Of more at a time it takes none until
 * older ones expire.
 * @throws {APIError} from `reserve`: 503 `DPOP_REPLAY_STORE_FULL`. To forget a proof that is still good would let it in again.
 */
export function createInMemoryDpopReplayStore({
  maxEntries = MOST_ENTRIES,
}: {
  maxEntries?: number;
} = {}): DpopReplayStore {
  /** Milliseconds since the epoch, by key; roughly in the order of their end, as all live equally long. */
  const expiries = new Map<string, number>();
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    reserve({ key, expiresAt, now }) {
      const at = now.getTime();
      const expiry = expiries.get(key);
      // In its last millisecond a proof is still taken, so it is still remembered.
      if (expiry !== undefined && expiry >= at) return false;
      for (const [oldest, end] of expiries) {
        if (end >= at) break;
        expiries.delete(oldest);
      }
      // What is not in the order of its end. Once a second, as it looks at everything.
      if (expiries.size >= maxEntries && Math.abs(at - sweptAt) >= 1000) {
        sweptAt = at;
        for (const [other, end] of expiries) if (end < at) expiries.delete(other);
      }
      if (expiries.size >= maxEntries) throw storeIsFull();
      // To the end of the order, where an older one of that key may not stand.
      expiries.delete(key);
      expiries.set(key, expiresAt.getTime());
      return true;
    },
  };
}

function storeIsFull(): APIError {
  return new APIError("SERVICE_UNAVAILABLE", {
    code: "DPOP_REPLAY_STORE_FULL",
    message: "Too many DPoP proofs at once; try again later",
  });
}
