/** Runs pieces of work one after the other, whatever becomes of those before. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue for what must not be done at the same time. */
export function createTurns(): InTurn {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
}
