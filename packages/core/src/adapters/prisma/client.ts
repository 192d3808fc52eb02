// The part of a Prisma client that is used here. Nothing of Prisma is imported: its clients are generated, and those of
// version 5, 6 and 7 have all of this in common.

/** A condition of Prisma, a selection, or the values of a row. */
export type Argument = Readonly<Record<string, unknown>>;

/** A row as Prisma gives it, by the names of the schema. */
export type StoredRow = Record<string, unknown>;

interface Many {
  readonly count: number;
}

/** The calls of one model. */
export interface Delegate {
  create(args: { data: Argument; select: Argument }): Promise<StoredRow>;
  findFirst(args: { where: Argument; select: Argument }): Promise<StoredRow | null>;
  findMany(args: {
    where: Argument;
    select: Argument;
    take?: number | undefined;
    skip?: number | undefined;
    orderBy?: Argument | undefined;
  }): Promise<StoredRow[]>;
  count(args: { where: Argument }): Promise<number>;
  updateMany(args: { where: Argument; data: Argument }): Promise<Many>;
  delete(args: { where: Argument; select: Argument }): Promise<StoredRow>;
  deleteMany(args: { where: Argument }): Promise<Many>;
  createMany(args: { data: Argument[]; skipDuplicates: true }): Promise<Many>;
  /** From 5.14 on, where a write gives rows back. */
  createManyAndReturn(args: { data: Argument[]; select: Argument; skipDuplicates: true }): Promise<StoredRow[]>;
  /** From 6.2 on, where a write gives rows back. */
  updateManyAndReturn(args: { where: Argument; data: Argument; select: Argument }): Promise<StoredRow[]>;
}

/** A field of a model in the data model that every client carries. */
export interface ClientField {
  readonly name: string;
  /** "scalar", "enum" or "object". */
  readonly kind: string;
  /** The name of a scalar type, an enum or a model. */
  readonly type: string;
  /** The column, where it is called otherwise. */
  readonly dbName?: string | null | undefined;
  readonly relationName?: string | null | undefined;
}

/** A model in it. */
export interface ClientModel {
  readonly fields: readonly ClientField[];
  /** The table, where it is called otherwise. */
  readonly dbName?: string | null | undefined;
}

/** The data model. */
export interface ClientDataModel {
  readonly models: Readonly<Record<string, ClientModel>>;
  readonly enums?: Readonly<Record<string, { readonly values: readonly { readonly name: string }[] }>> | undefined;
}

/** Settings of a transaction. */
export interface TransactionSettings {
  readonly isolationLevel?: string | undefined;
}

/** A client, or what the callback of a transaction gets. */
export interface Client {
  $transaction<R>(work: (inside: Client) => Promise<R>, settings?: TransactionSettings): Promise<R>;
  /** Of databases of SQL. */
  $queryRawUnsafe?(query: string): Promise<unknown>;
  readonly _runtimeDataModel?: ClientDataModel | undefined;
  readonly _activeProvider?: unknown;
  /** The client that an extended one was made of. */
  readonly _originalClient?: object | undefined;
}

/** The calls of a model, by the name that the client has for them; `undefined` when it has none. */
export function delegateIn(client: Client, name: string): Delegate | undefined {
  const found = (client as unknown as Record<string, unknown>)[name];
  return typeof found === "object" && found !== null ? (found as Delegate) : undefined;
}
