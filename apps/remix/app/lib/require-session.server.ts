import { type LoaderFunctionArgs, redirect } from "react-router";
import { sessionContext } from "~/context";

/** For answers that are for one person, and gone when they are. */
export const noStore = { "Cache-Control": "private, no-store" };

/** For loaders and actions of pages that only signed-in people may see. Sends anybody else to the form. */
export function requireSession({ context, url }: Pick<LoaderFunctionArgs, "context" | "url">) {
  const session = context.get(sessionContext);
  if (session !== null) return session;
  const next = encodeURIComponent(url.pathname + url.search);
  throw redirect(`/sign-in?next=${next}`, { headers: noStore });
}
