import { getSessionCookie } from "better-auth/cookies";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { auth } from "./auth";
import { signInPath } from "./sign-in-path";

/** Who sent this request; read once, however many components ask. */
export const getSession = cache(async () => auth.api.getSession({ headers: await headers() }));

/** For pages that only signed-in people may see. */
export async function requireSession() {
  return (await getSession()) ?? redirect(await signInPathFromHere());
}

async function signInPathFromHere(): Promise<string> {
  const sent = await headers();
  // A cookie without a session: it has run out, or was ended from elsewhere.
  const isOver = getSessionCookie(sent) !== null;
  return signInPath({ from: sent.get("x-path"), ...(isOver ? { notice: "ended" } : {}) });
}
