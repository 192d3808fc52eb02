import { BetterAuthError } from "../../error";

interface PrismaError extends Error {
  readonly code?: unknown;
}

/** "The table does not exist", and the same of a column. */
const MISSING: ReadonlySet<unknown> = new Set(["P2021", "P2022"]);

/** The row that a write was for is not there, or does not match any more. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && (error as PrismaError).code === "P2025";
}

/** Prisma's codes for what its drivers say. */
const CODES: ReadonlyMap<unknown, string> = new Map([
  ["TransactionWriteConflict", "P2034"],
  ["UniqueConstraintViolation", "P2002"],
  ["ForeignKeyConstraintViolation", "P2003"],
  ["DatabaseNotReachable", "P1001"],
  ["ConnectionClosed", "P1017"],
]);

/** Gives an error of a commit its code: there Prisma hands on what the driver says without one. */
export function withCode(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "DriverAdapterError") return error;
  const code = CODES.get((error.cause as { kind?: unknown } | undefined)?.kind);
  return code === undefined ? error : Object.assign(error, { code });
}

/** What Prisma says at the end of its message, after the call and its arguments. */
function reasonOf({ message }: Error): string {
  return (
    message
      .trim()
      .split(/\n\s*\n/)
      .at(-1)
      ?.trim() ?? ""
  );
}

/** Says what to do about an error that comes from a schema which does not fit; any other error comes back as it is. */
export function explainError(error: unknown, model: string): unknown {
  if (!(error instanceof Error)) return error;
  if (MISSING.has((error as PrismaError).code)) {
    return new BetterAuthError(
      `The database does not have everything that the Prisma schema says (${reasonOf(error)}). ` +
        "Run `npx prisma migrate dev`, or `npx prisma db push`.",
      { cause: error },
    );
  }
  if (error.name !== "PrismaClientValidationError") return error;
  // Without a cause: its message holds the arguments of the call, passwords and tokens among them.
  return new BetterAuthError(
    `prismaAdapter: the Prisma client does not take a call for model ${model}: ${reasonOf(error)} ` +
      "Run `npx @better-auth/cli generate` and `npx prisma generate`, so that the schema fits the configuration.",
  );
}
