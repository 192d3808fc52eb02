import { BetterAuthError } from "../error";
import type { BetterAuthOptions } from "../types";
import { isSafeRelativePath } from "../url/redirect";
import { describeValue } from "./option-kinds";

const PATH = "account.missingEmail";

/**
 * Refuses to ask for addresses without a page that asks, or without mail. Whether a page of another origin is trusted is
 * known when somebody is sent there.
 *
 * @throws {BetterAuthError}
 */
export function checkMissingEmail({ account }: BetterAuthOptions): void {
  const missingEmail: { page?: unknown; sendVerificationEmail?: unknown } | undefined = account?.missingEmail;
  if (missingEmail === undefined) return;
  const { page, sendVerificationEmail } = missingEmail;
  const isPage = typeof page === "string" && (page.startsWith("/") ? isSafeRelativePath(page) : URL.canParse(page));
  if (!isPage) {
    const got = page === undefined ? "none" : typeof page === "string" ? JSON.stringify(page) : describeValue(page);
    throw new BetterAuthError(`${PATH}.page: expected a path as in "/complete-sign-up", or a URL, got ${got}.`);
  }
  if (sendVerificationEmail === undefined)
    throw new BetterAuthError(`${PATH}.sendVerificationEmail: expected a function that mails the link, got none.`);
}
