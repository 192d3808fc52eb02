import type { BaseErrorCode, Row } from "../../types";

/** What a visit of a link came to. */
export type Visit =
  | { readonly status: "done"; readonly user?: Row | null | undefined }
  | { readonly status: "refused"; readonly code: BaseErrorCode };

/** A visit that came to nothing. */
export function refused(code: BaseErrorCode): Visit {
  return { status: "refused", code };
}

/** The answer of a visit that has nothing left to do. */
export const DONE: Visit = { status: "done", user: null };
