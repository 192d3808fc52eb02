import type { Scope } from "../context/scope";
import { looksLikeDigest, sha256Base64url } from "../crypto/digest";
import type { StoreIdentifierForm } from "../types";

/** One-time secrets stand in their identifiers, so a stolen table must not be a list of them. */
const DEFAULT_FORM: StoreIdentifierForm = "hashed";

function formOf(scope: Scope, identifier: string): StoreIdentifierForm {
  const chosen = scope.instance.options.verification?.storeIdentifier;
  if (chosen === undefined) return DEFAULT_FORM;
  if (typeof chosen === "string" || "hash" in chosen) return chosen;
  const overrides = Object.entries(chosen.overrides ?? {});
  const own = overrides.find(([prefix]) => identifier.startsWith(prefix));
  return own ? own[1] : chosen.default;
}

/** The forms that an identifier may have in a store. */
export interface StoredIdentifier {
  /** What is written. */
  readonly stored: string;
  /**
   * What is looked for: the stored form and, with "hashed", the plain one for values of the time before. A plain
   * identifier that looks like a hash is not among them: whoever read the table could present what stands there. What
   * the application's own hashes look like is not known, so with those the stored form is all.
   */
  readonly lookup: readonly string[];
}

/** Finds the stored form of an identifier (`verification.storeIdentifier`). */
export async function storedIdentifier(scope: Scope, identifier: string): Promise<StoredIdentifier> {
  const form = formOf(scope, identifier);
  if (form === "plain") return { stored: identifier, lookup: [identifier] };
  if (form !== "hashed") {
    const stored = await form.hash(identifier);
    return { stored, lookup: [stored] };
  }
  const stored = await sha256Base64url(identifier);
  return { stored, lookup: looksLikeDigest(identifier) ? [stored] : [stored, identifier] };
}
