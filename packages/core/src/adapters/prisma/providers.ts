import { BetterAuthError } from "../../error";

/** The databases of Prisma, by Prisma's own names. */
export type PrismaProvider = "sqlite" | "cockroachdb" | "mysql" | "postgresql" | "sqlserver" | "mongodb";

/** What Prisma can do on a database. */
export interface ProviderTraits {
  /** A write gives its rows back in the same statement, so its condition is asked in that statement as well. */
  readonly hasReturning: boolean;
  /** Filters of text take `mode: "insensitive"`. */
  readonly hasMode: boolean;
  /** Texts are equal when their bytes are. Elsewhere the column's collation decides. */
  readonly isByteExact: boolean;
  /** Columns can be lists. */
  readonly hasLists: boolean;
  /** Columns can be JSON in the generated schema. */
  readonly hasJson: boolean;
  /** An INSERT can leave out rows that are there, and nothing else goes unsaid. */
  readonly hasOnConflict: boolean;
  /** The first date that a column can hold, in milliseconds. */
  readonly firstDate: number;
  /** Ids can be counted up by the database. */
  readonly hasNumericIds: boolean;
  /**
   * Prisma passes the wildcards of LIKE on as they are. This makes text stand for itself.
   * `undefined`: the database's LIKE has no such thing.
   */
  readonly escapePattern: ((text: string) => string) | undefined;
}

const withBackslash = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
const withBrackets = (text: string): string => text.replace(/[[%_]/g, "[$&]");
const asItIs = (text: string): string => text;

const YEAR_1 = Date.parse("0001-01-01T00:00:00.000Z");

const POSTGRES: ProviderTraits = {
  hasReturning: true,
  hasMode: true,
  isByteExact: true,
  hasLists: true,
  hasJson: true,
  hasOnConflict: true,
  firstDate: YEAR_1,
  hasNumericIds: true,
  escapePattern: withBackslash,
};

const TRAITS: Readonly<Record<PrismaProvider, ProviderTraits>> = {
  postgresql: POSTGRES,
  cockroachdb: POSTGRES,
  sqlite: {
    ...POSTGRES,
    hasMode: false,
    hasLists: false,
    hasJson: false,
    hasOnConflict: false,
    escapePattern: undefined,
  },
  mysql: {
    hasReturning: false,
    hasMode: false,
    isByteExact: false,
    hasLists: false,
    hasJson: false,
    hasOnConflict: false,
    firstDate: Date.parse("1000-01-01T00:00:00.000Z"),
    hasNumericIds: true,
    escapePattern: withBackslash,
  },
  sqlserver: {
    hasReturning: false,
    hasMode: false,
    isByteExact: false,
    hasLists: false,
    hasJson: false,
    hasOnConflict: false,
    firstDate: YEAR_1,
    hasNumericIds: true,
    escapePattern: withBrackets,
  },
  mongodb: {
    hasReturning: false,
    hasMode: true,
    isByteExact: true,
    hasLists: true,
    hasJson: true,
    hasOnConflict: false,
    firstDate: YEAR_1,
    hasNumericIds: false,
    escapePattern: asItIs,
  },
};

/**
 * Whether a value is a provider of Prisma's.
 *
 * @example
 * isProvider("postgresql"); // true
 */
export function isProvider(value: unknown): value is PrismaProvider {
  return typeof value === "string" && Object.hasOwn(TRAITS, value);
}

/** The last date that every database holds, and ISO 8601 has without a sign, in milliseconds. */
export const LAST_DATE = Date.parse("9999-12-31T23:59:59.999Z");

/** @throws {BetterAuthError} for anything but a provider of Prisma's */
export function checkProvider(value: unknown): asserts value is PrismaProvider {
  if (isProvider(value)) return;
  throw new BetterAuthError(
    `prismaAdapter: provider: expected ${Object.keys(TRAITS)
      .map((name) => `"${name}"`)
      .join(", ")
      .replace(/,(?=[^,]*$)/, " or")}, got ${JSON.stringify(value)}.`,
  );
}

/** What Prisma can do on a database. */
export function traitsOf(provider: PrismaProvider): ProviderTraits {
  return TRAITS[provider];
}
