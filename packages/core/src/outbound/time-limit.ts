/** A time that something may take. */
export interface TimeLimit {
  /** For those who listen: aborted when the time is over, or by the caller. */
  readonly signal: AbortSignal;
  readonly isOver: () => boolean;
  /** What the work gives; rejects when the time is over, though the work itself may not listen. */
  readonly hold: <T>(work: Promise<T>) => Promise<T>;
  /** To be called when all is done. */
  readonly stop: () => void;
}

/** @param outer the caller's own signal, which ends it sooner */
export function startTimeLimit(milliseconds: number, outer: AbortSignal | null | undefined): TimeLimit {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort(new DOMException(`More than ${milliseconds} ms.`, "TimeoutError"));
  }, milliseconds);
  const end = () => controller.abort(outer?.reason);
  if (outer?.aborted) end();
  outer?.addEventListener("abort", end, { once: true });

  const { signal } = controller;
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Nobody may be waiting for it.
  aborted.catch(() => {});
  return {
    signal,
    isOver: () => isOver,
    hold: (work) => Promise.race([work, aborted]),
    stop: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", end);
    },
  };
}
