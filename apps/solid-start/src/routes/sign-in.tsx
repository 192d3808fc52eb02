import { createAsync, type RouteDefinition, useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { authClient } from "~/lib/auth-client";
import { localPath } from "~/lib/local-path";
import { onlyVisitors } from "~/lib/session";

export const route = { preload: () => onlyVisitors() } satisfies RouteDefinition;

export default function SignIn() {
  createAsync(() => onlyVisitors(), { deferStream: true });
  const [search] = useSearchParams<{ next?: string; ended?: string }>();
  const navigate = useNavigate();
  const [problem, setProblem] = createSignal<string>();
  const [isPending, setIsPending] = createSignal(false);

  const signIn = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    const { error } = await authClient.signIn.email({
      email: String(form.get("email")),
      password: String(form.get("password")),
    });
    setIsPending(false);
    if (error) setProblem(error.message);
    else navigate(localPath(search.next));
  };

  return (
    <main>
      <h1>Welcome back</h1>
      <Show when={search.ended !== undefined}>
        <p class="notice" role="status">
          Your session has ended. Please sign in again.
        </p>
      </Show>
      <form class="card stack" method="post" onSubmit={signIn}>
        <Show when={problem()}>
          <p class="notice bad" role="alert">
            {problem()}
          </p>
        </Show>
        <label>
          E-mail
          <input name="email" type="email" autocomplete="email" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="button" disabled={isPending()}>
          Sign in
        </button>
      </form>
    </main>
  );
}
