import type { BetterAuthOptions } from "@better-auth/core/types";
import type { Plan } from "../migration/describe-plan";
import type { SqlDialect } from "./dialect";

/** What a schema is generated from. */
export interface GeneratorInput {
  readonly options: BetterAuthOptions;
  /** Generates for an empty database of this dialect, and asks none. Without it for what `options` lead to. */
  readonly dialect?: SqlDialect | undefined;
}

/** A schema as text. */
export interface GeneratedSchema {
  /** The whole file; empty when there is nothing to write. */
  readonly code: string;
  /** What the text adds to a database, where that is known. */
  readonly plan?: Plan | undefined;
  /** What whoever runs the text should know before; the text says it too. */
  readonly warnings: readonly string[];
}

/** Writes the schema of one kind of adapter. A new one is a file in this folder and a line in `generators.ts`. */
export interface Generator {
  /** The id of the adapter that it is for. */
  readonly id: string;
  /** Where the schema goes unless told, from the project's folder. In another folder its file has the same name. */
  defaultPath(now: Date): string;
  /** Its files are steps, one after the other; others are one file that is kept up to date. */
  readonly isStepwise: boolean;
  /** @param existing what the file says now; `null` when there is none */
  generate(input: GeneratorInput, existing: string | null): Promise<GeneratedSchema>;
}
