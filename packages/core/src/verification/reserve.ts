import type { Scope } from "../context/scope";
import { BetterAuthError } from "../error";
import { storedIdentifier } from "./identifier";
import { verificationPlaces } from "./secondary";

/** One id for an identifier, so that the primary key decides who was first. */
async function reservationId(identifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`reserve:${identifier}`));
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return Array.from(new Uint8Array(digest), (byte) => alphabet[byte % alphabet.length]).join("");
}

/**
 * Reserves an identifier until it expires: `true` for the first of all callers. What decides is the primary key of the
 * table; no hooks run.
 *
 * @throws {BetterAuthError} where there is no table of verification values
 */
export async function reserveVerification(
  scope: Scope,
  value: { identifier: string; value: string; expiresAt: Date },
): Promise<boolean> {
  if (!verificationPlaces(scope).database) {
    throw new BetterAuthError(
      "verification: a value can only be reserved in a database. Set verification.storeInDatabase to true.",
    );
  }
  const id = await reservationId(value.identifier);
  const { stored } = await storedIdentifier(scope, value.identifier);
  const now = new Date();
  try {
    await scope.adapter.create({
      model: "verification",
      data: { createdAt: now, updatedAt: now, ...value, identifier: stored, id },
      forceAllowId: true,
    });
    return true;
  } catch (error) {
    // A second row with the same id is what "somebody was first" looks like; anything else is a failure.
    const taken = await scope.adapter.findOne({ model: "verification", where: [{ field: "id", value: id }] });
    if (taken !== null) return false;
    throw error;
  }
}
