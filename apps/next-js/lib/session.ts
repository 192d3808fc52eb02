import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { auth } from "./auth";

/** Who sent this request; read once, however many components ask. */
export const getSession = cache(async () => auth.api.getSession({ headers: await headers() }));

/** For pages that only signed-in people may see. */
export async function requireSession() {
  return (await getSession()) ?? redirect("/sign-in");
}
