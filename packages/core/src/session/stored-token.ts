import type { Scope } from "../context/scope";
import { looksLikeDigest, sha256Base64url } from "../crypto/digest";
import type { Where } from "../types";

/** The form in which stores hold a token (`session.storeToken`). */
export function storedToken(scope: Scope, token: string): string | Promise<string> {
  return scope.instance.sessionPlaces.isHashed ? sha256Base64url(token) : token;
}

/**
 * The forms under which a caller's token may stand in a store: the stored one, and the plain one of sessions from before
 * hashing. A token that looks like a hash is not among them: whoever read the store could present what stands there.
 */
export async function formsOfToken(scope: Scope, token: string): Promise<readonly string[]> {
  const stored = await storedToken(scope, token);
  return stored === token || looksLikeDigest(token) ? [stored] : [stored, token];
}

/**
 * The forms under which a session may stand that somebody names to change or end it: by its token, or by what a list
 * of sessions shows of it. Who may do that was decided before; naming a session signs nobody in.
 */
export async function formsOfName(scope: Scope, name: string): Promise<readonly string[]> {
  const stored = await storedToken(scope, name);
  return stored === name ? [stored] : [stored, name];
}

/** The rows with one of the forms. */
export function whereToken(forms: readonly string[]): Where[] {
  const [only] = forms;
  return forms.length === 1
    ? [{ field: "token", value: only as string }]
    : [{ field: "token", value: [...forms], operator: "in" }];
}
