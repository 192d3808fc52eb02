import type { BetterAuthOptions, DBAdapter } from "@better-auth/core/types";
import { adapterOf } from "../migration/adapter-id";
import type { Plan } from "../migration/describe-plan";
import type { SqlDialect } from "./dialect";
import type { GeneratorId } from "./generator-ids";

/** What a schema is generated from. */
export interface GeneratorInput {
  readonly options: BetterAuthOptions;
  /** Generates for an empty database of this dialect, and asks none. Without it for what `options` lead to. */
  readonly dialect?: SqlDialect | undefined;
  /** The project's, absolute. @default the working directory */
  readonly folder?: string | undefined;
  /** The adapter that the options lead to, where it is made already. */
  readonly adapter?: Pick<DBAdapter, "id" | "options"> | undefined;
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
  readonly id: GeneratorId;
  /** Where the schema goes unless told, from the project's folder. In another folder its file has the same name. */
  defaultPath(now: Date): string;
  /** Its files are steps, one after the other; others are one file that is kept up to date. */
  readonly isStepwise: boolean;
  /** The configuration imports what is generated, and so says where it belongs. */
  readonly isImported?: boolean;
  /** @param existing what the file says now; `null` when there is none */
  generate(input: GeneratorInput, existing: string | null): Promise<GeneratedSchema>;
}

/**
 * How the adapter of the options is set up: its own options, where it is the one that is generated for.
 *
 * @param id of the adapter that is generated for
 */
export function givenOptions(
  { options, adapter = adapterOf(options) ?? undefined }: GeneratorInput,
  id: GeneratorId,
): Readonly<Record<string, unknown>> & { readonly usePlural: boolean } {
  const given: NonNullable<typeof adapter>["options"] = adapter?.id === id ? adapter.options : undefined;
  return { ...given, usePlural: given?.usePlural === true || given?.adapterConfig?.usePlural === true };
}
