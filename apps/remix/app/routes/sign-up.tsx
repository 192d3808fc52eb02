import { data, Form, Link, redirect, useNavigation } from "react-router";
import { sessionContext } from "~/context";
import { authClient } from "~/lib/auth-client";
import type { Route } from "./+types/sign-up";

export function loader({ context }: Route.LoaderArgs) {
  if (context.get(sessionContext) !== null) throw redirect("/dashboard");
  return null;
}

export async function clientAction({ request }: Route.ClientActionArgs) {
  const form = await request.formData();
  const { error } = await authClient.signUp.email({
    name: String(form.get("name")),
    nickname: String(form.get("nickname")) || null,
    email: String(form.get("email")),
    password: String(form.get("password")),
  });
  if (error) return data({ problem: error.message }, 400);
  return redirect("/dashboard");
}

/** For a form that is sent before the page's script is there: it comes back. */
export function action() {
  return redirect("/sign-up");
}

export default function SignUp({ actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state !== "idle";
  return (
    <>
      <title>Create an account</title>
      <h1>Create an account</h1>
      <div className="card">
        <Form className="stack" method="post">
          <label>
            Name
            <input name="name" autoComplete="name" required />
          </label>
          <label>
            Nickname (optional)
            <input name="nickname" autoComplete="nickname" />
          </label>
          <label>
            E-mail
            <input name="email" type="email" autoComplete="email" required />
          </label>
          <label>
            Password
            <input name="password" type="password" autoComplete="new-password" required />
          </label>
          {actionData?.problem && (
            <p className="notice bad" role="alert">
              {actionData.problem}
            </p>
          )}
          <button className="button" type="submit" disabled={isBusy}>
            Create account
          </button>
        </Form>
        <p className="hint">
          You have one? <Link to="/sign-in">Sign in</Link>
        </p>
      </div>
    </>
  );
}
