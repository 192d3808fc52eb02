import { BetterAuthError } from "../error";
import type { UnsafeChange } from "./migration-plan";

/** A migration was refused because it could fail on the rows that are there, or spoil them. Nothing was run. */
export class UnsafeMigrationError extends BetterAuthError {
  readonly unsafeChanges: readonly UnsafeChange[];

  constructor(unsafeChanges: readonly UnsafeChange[]) {
    super(`The migration was not run. ${unsafeChanges.map((change) => change.message).join(" ")}`);
    this.unsafeChanges = unsafeChanges;
  }
}
