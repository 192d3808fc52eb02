import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { auth } from "./auth.server";

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { headers } = await auth.api.signInEmail({
    body: { email: String(form.get("email")), password: String(form.get("password")) },
    headers: request.headers,
    returnHeaders: true,
  });
  return redirect("/me", { headers });
}
