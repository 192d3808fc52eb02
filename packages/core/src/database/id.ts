import { generateId } from "../crypto/random";
import type { BetterAuthOptions } from "../types";

/** Who makes the id of a new row, and what it looks like towards the database. */
export interface IdStrategy {
  /** Ids are numbers in the database and strings towards the caller. */
  readonly isNumeric: boolean;
  /** Given ids have to be UUIDs. */
  readonly isUuid: boolean;
  /** The id of a new row; `undefined` leaves it to the database. */
  generate(model: string): string | undefined;
}

/** What a database says about ids. */
export interface IdSupport {
  /** The database fills a UUID in. */
  supportsUUIDs?: boolean | undefined;
  disableIdGeneration?: boolean | undefined;
  customIdGenerator?: ((props: { model: string }) => string) | undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a value is a UUID in its usual spelling. */
export function isUuid(value: unknown): boolean {
  return typeof value === "string" && UUID.test(value);
}

const byDatabase = (): undefined => undefined;

/** Finds the strategy of `advanced.database.generateId` on a database. */
export function resolveIdStrategy(options: BetterAuthOptions, support: IdSupport = {}): IdStrategy {
  const wanted = options.advanced?.database?.generateId;
  const isNumeric = wanted === "serial";
  const isUuidForm = wanted === "uuid";
  const strategy = (generate: IdStrategy["generate"]): IdStrategy => ({ isNumeric, isUuid: isUuidForm, generate });

  if (support.disableIdGeneration || wanted === false || isNumeric) return strategy(byDatabase);
  if (typeof wanted === "function") return strategy((model) => wanted({ model, size: undefined }) || undefined);
  if (isUuidForm) return strategy(support.supportsUUIDs ? byDatabase : () => crypto.randomUUID());
  const { customIdGenerator } = support;
  if (customIdGenerator) return strategy((model) => customIdGenerator({ model }));
  return strategy(() => generateId());
}
