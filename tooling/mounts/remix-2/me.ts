import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { getSession } from "./session.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session, headers } = await getSession(request);
  if (session === null) throw redirect("/sign-in", { headers });
  return json({ name: session.user.name }, { headers });
}
