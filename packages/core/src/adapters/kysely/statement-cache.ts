/** Statements by the key of their shape. */
export interface StatementCache {
  /** The statement of a key; made and kept when it is asked for the first time. */
  get<T>(key: string, make: () => T): T;
}

/**
 * Keeps a bounded number of statements; the one that was made first goes first. Shapes come from code, not from
 * requests, so a program has some dozens.
 */
export function makeStatementCache(capacity = 1000): StatementCache {
  const statements = new Map<string, unknown>();
  return {
    get<T>(key: string, make: () => T): T {
      const known = statements.get(key);
      // The first letter of a key says which kind of statement stands there.
      if (known !== undefined) return known as T;
      const made = make();
      if (statements.size >= capacity) statements.delete(statements.keys().next().value as string);
      statements.set(key, made);
      return made;
    },
  };
}
