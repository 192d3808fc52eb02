import type { Scope } from "../context/scope";

/** Expired values are harmless, so they are only swept now and then. */
const INTERVAL_MS = 60_000;

/**
 * Deletes expired values, at most once a minute and in the background; `verification.disableCleanup` turns it off.
 * The clock of the last sweep belongs to the instance.
 */
export function sweepVerifications(scope: Scope): void {
  const { instance } = scope;
  if (instance.options.verification?.disableCleanup === true) return;
  const now = Date.now();
  if (now - instance.clock.verificationSweep < INTERVAL_MS) return;
  instance.clock.verificationSweep = now;
  instance.context.runInBackground(
    instance.adapter.deleteMany({
      model: "verification",
      where: [{ field: "expiresAt", value: new Date(now), operator: "lt" }],
    }),
  );
}
