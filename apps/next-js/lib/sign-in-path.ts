/** What the sign-in form says above its fields. */
export const signInNotices = {
  ended: "You are signed out: here, in another tab, or from another device.",
  "password-reset": "Your new password is set. Sign in with it.",
} as const;

export type SignInNotice = keyof typeof signInNotices;

/** The way to the sign-in form, and back to where somebody wanted to go. */
export function signInPath({ from, notice }: { from?: string | null; notice?: SignInNotice }): string {
  const query = new URLSearchParams();
  if (notice !== undefined) query.set("notice", notice);
  if (from) query.set("from", from);
  return query.size === 0 ? "/sign-in" : `/sign-in?${query}`;
}

/** The way to sign in by a mail. */
export function mailPath(target: string): string {
  return `/sign-in/mail?${new URLSearchParams({ from: target })}`;
}

/**
 * A path of this application, from a value that anybody can put into an address.
 * @example localPath("//evil.example") // "/dashboard"
 */
export function localPath(value: unknown, otherwise = "/dashboard"): string {
  if (typeof value !== "string" || !value.startsWith("/")) return otherwise;
  const here = "http://here.invalid";
  const url = URL.canParse(value, here) ? new URL(value, here) : undefined;
  // Browsers read "/\" and "//" as the start of another host, and "/.//" becomes the latter.
  if (url?.origin !== here || url.pathname.startsWith("//")) return otherwise;
  return url.pathname + url.search;
}
