import { BSON, type Document } from "mongodb";
import { CommandError, TRANSIENT } from "./command-error";
import { matches } from "./filter";

/** An index over a collection. */
export interface Index {
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly name: string;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Document;
}

/** Documents by the text of their id, in the order in which they were inserted, and indexes. Never changed, only replaced. */
export interface CollectionState {
  readonly documents: ReadonlyMap<string, Document>;
  readonly indexes: readonly Index[];
}

/** Collections by namespace. */
type State = ReadonlyMap<string, CollectionState>;

const EMPTY: CollectionState = { documents: new Map(), indexes: [{ key: { _id: 1 }, name: "_id_" }] };

/** Values that MongoDB takes for equal have the same text. */
export function textOf(value: unknown): string {
  return BSON.EJSON.stringify({ value: value ?? null }, { relaxed: true });
}

/** A transaction of another session is in the way of a command outside of transactions: it waits until that has ended. */
export class Blocked extends Error {
  readonly until: Promise<void>;

  constructor(until: Promise<void>) {
    super("a transaction is in the way");
    this.until = until;
  }
}

/** Reads and writes that see one state of everything and their own changes, and are applied at once or not at all. */
export interface Work {
  collection(namespace: string): CollectionState;
  isThere(namespace: string): boolean;
  namespaces(): readonly string[];
  put(namespace: string, document: Document): void;
  remove(namespace: string, document: Document): void;
  setIndexes(namespace: string, indexes: readonly Index[]): void;
  drop(namespace: string): void;
  commit(): void;
  abort(): void;
}

/** What all connections of a server share. */
export interface Store {
  /** @param isTransaction it fails where somebody else is in the way; else it waits */
  begin(isTransaction: boolean): Work;
}

/** The value of an index for a document; `null` when the index leaves the document out. */
function entryOf(index: Index, document: Document): string | null {
  const fields = Object.keys(index.key);
  if (index.sparse && fields.every((field) => !Object.hasOwn(document, field))) return null;
  if (index.partialFilterExpression && !matches(document, index.partialFilterExpression)) return null;
  return textOf(fields.map((field) => document[field] ?? null));
}

/** @throws {CommandError} when another document has the same value in a unique index */
function checkUnique(namespace: string, { documents, indexes }: CollectionState, document: Document): void {
  for (const index of indexes) {
    const entry = index.unique ? entryOf(index, document) : null;
    if (entry === null) continue;
    for (const other of documents.values()) {
      if (textOf(other._id) === textOf(document._id) || entryOf(index, other) !== entry) continue;
      throw duplicateKey(namespace, index, document);
    }
  }
}

/** The error of a document whose value is taken. */
function duplicateKey(namespace: string, { key, name }: Index, document: Document): CommandError {
  const keyValue = Object.fromEntries(Object.keys(key).map((field) => [field, document[field] ?? null]));
  const dup = Object.entries(keyValue)
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`)
    .join(", ");
  const message = `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${dup} }`;
  return new CommandError(11000, "DuplicateKey", message, { keyPattern: key, keyValue });
}

/** Makes a store. Snapshots cost nothing, because states are never changed. */
export function makeStore(): Store {
  let state: State = new Map();
  let version = 0;
  /** When a document, or a value of a unique index, was last changed. */
  const changedAt = new Map<string, number>();
  /** Which open transaction has changed it. */
  const locks = new Map<string, { readonly ended: Promise<void> }>();

  function begin(isTransaction: boolean): Work {
    const startedAt = version;
    let own: State = state;
    const changes: ((to: Map<string, CollectionState>) => void)[] = [];
    const held = new Set<string>();
    let end = (): void => {};
    const lock = {
      ended: new Promise<void>((resolve) => {
        end = resolve;
      }),
    };

    function hold(name: string): void {
      const other = locks.get(name);
      const isLocked = other !== undefined && other !== lock;
      if (!isTransaction && isLocked) throw new Blocked(other.ended);
      if (isLocked || (changedAt.get(name) ?? 0) > startedAt) {
        throw new CommandError(112, "WriteConflict", "a write conflict: somebody else was faster", TRANSIENT);
      }
      locks.set(name, lock);
      held.add(name);
    }
    function release(): void {
      for (const name of held) if (locks.get(name) === lock) locks.delete(name);
      end();
    }
    function change(namespace: string, make: (before: CollectionState) => CollectionState | null): void {
      const apply = (to: Map<string, CollectionState>) => {
        const after = make(to.get(namespace) ?? EMPTY);
        if (after) to.set(namespace, after);
        else to.delete(namespace);
      };
      const next = new Map(own);
      apply(next);
      own = next;
      changes.push(apply);
    }
    /** A document and its values in unique indexes are what two writers can both want. */
    function holdDocument(namespace: string, document: Document): void {
      hold(`${namespace}#${textOf(document._id)}`);
      for (const index of (own.get(namespace) ?? EMPTY).indexes) {
        const entry = index.unique ? entryOf(index, document) : null;
        if (entry !== null) hold(`${namespace}#${index.name}#${entry}`);
      }
    }
    const withDocuments = (before: CollectionState, edit: (documents: Map<string, Document>) => void) => {
      const documents = new Map(before.documents);
      edit(documents);
      return { ...before, documents };
    };

    return {
      collection: (namespace) => own.get(namespace) ?? EMPTY,
      isThere: (namespace) => own.has(namespace),
      namespaces: () => [...own.keys()],
      put(namespace, document) {
        const before = own.get(namespace) ?? EMPTY;
        const old = before.documents.get(textOf(document._id));
        checkUnique(namespace, before, document);
        if (old) holdDocument(namespace, old);
        holdDocument(namespace, document);
        change(namespace, (to) => withDocuments(to, (documents) => void documents.set(textOf(document._id), document)));
      },
      remove(namespace, document) {
        holdDocument(namespace, document);
        change(namespace, (to) => withDocuments(to, (documents) => void documents.delete(textOf(document._id))));
      },
      setIndexes(namespace, indexes) {
        const wanted = { ...(own.get(namespace) ?? EMPTY), indexes };
        for (const document of wanted.documents.values()) checkUnique(namespace, wanted, document);
        change(namespace, (to) => ({ ...to, indexes }));
      },
      drop: (namespace) => change(namespace, () => null),
      commit() {
        const next = new Map(state);
        for (const apply of changes) apply(next);
        state = next;
        if (held.size > 0) version++;
        for (const name of held) changedAt.set(name, version);
        release();
      },
      abort: release,
    };
  }
  return { begin };
}
