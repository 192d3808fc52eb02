import { type DatabaseFault, faultOf } from "../fault/database-fault";

const REFUSALS: ReadonlySet<DatabaseFault | null> = new Set<DatabaseFault>([
  "taken",
  "dangling",
  "value",
  "constraint",
]);

/** Whether an error of a write says that the database refuses a value, rather than that something broke. Looks through causes. */
export function isRefusedValue(error: unknown): boolean {
  return REFUSALS.has(faultOf(error));
}
