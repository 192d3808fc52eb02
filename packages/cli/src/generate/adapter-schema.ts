import { resolve } from "node:path";
import type { BetterAuthOptions, DBAdapterSchemaCreation } from "@better-auth/core/types";
import { Failure } from "../failure";
import { type FileChange, planFile } from "../files/file-change";
import { adapterOf } from "../migration/adapter-id";
import { messageOf } from "../migration/message-of";
import { pathFrom } from "./output-path";

function written(before: string | null, { code, append, overwrite }: DBAdapterSchemaCreation): string {
  if (before === null || overwrite === true || append !== true) return code;
  // What was appended once is not appended again.
  if (before.includes(code)) return before;
  return before === "" || before.endsWith("\n") ? before + code : `${before}\n${code}`;
}

/**
 * The file that an adapter with a generator of its own (`createSchema`) wants written; `null` for other adapters.
 *
 * @param folder the project's, absolute
 * @param output what `--output` names
 * @throws {Failure} when the adapter's generator throws
 */
export async function planAdapterSchema(
  folder: string,
  output: string | undefined,
  options: BetterAuthOptions,
): Promise<FileChange | null> {
  const adapter = adapterOf(options);
  if (adapter?.createSchema === undefined) return null;
  let schema: DBAdapterSchemaCreation | undefined;
  try {
    schema = await adapter.createSchema(options, output);
  } catch (error) {
    throw new Failure(`The adapter "${adapter.id}" could not generate its schema: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (schema === undefined) return null;
  const creation = schema;
  const path = pathFrom(folder, resolve(folder, creation.path));
  return planFile(folder, path, (before) => written(before, creation), "by the adapter's own generator");
}
