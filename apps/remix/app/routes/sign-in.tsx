import { data, Form, Link, redirect, useNavigation, useSearchParams } from "react-router";
import { sessionContext } from "~/context";
import { authClient } from "~/lib/auth-client";
import { localPath } from "~/lib/local-path";
import type { Route } from "./+types/sign-in";

export function loader({ context, url }: Route.LoaderArgs) {
  if (context.get(sessionContext) !== null) throw redirect(localPath(url.searchParams.get("next")));
  return null;
}

// In the browser: the client tells its hooks and the other tabs, and over HTTP the attempts are counted.
export async function clientAction({ request, url }: Route.ClientActionArgs) {
  const form = await request.formData();
  const { error } = await authClient.signIn.email({
    email: String(form.get("email")),
    password: String(form.get("password")),
  });
  if (error) return data({ problem: error.message }, 400);
  return redirect(localPath(url.searchParams.get("next")));
}

/** For a form that is sent before the page's script is there: it comes back. */
export function action({ url }: Route.ActionArgs) {
  return redirect(url.pathname + url.search);
}

export default function SignIn({ actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const isBusy = useNavigation().state !== "idle";
  return (
    <>
      <title>Sign in</title>
      <h1>Welcome back</h1>
      {search.has("ended") && (
        <p className="notice" role="status">
          Your session has ended. Please sign in again.
        </p>
      )}
      <div className="card">
        <Form className="stack" method="post">
          <label>
            E-mail
            <input name="email" type="email" autoComplete="email" required />
          </label>
          <label>
            Password
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          {actionData?.problem && (
            <p className="notice bad" role="alert">
              {actionData.problem}
            </p>
          )}
          <button className="button" type="submit" disabled={isBusy}>
            Sign in
          </button>
        </Form>
        <p className="hint">
          No account yet? <Link to="/sign-up">Create one</Link>
        </p>
      </div>
    </>
  );
}
