import { createAsync, type RouteDefinition, useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { authClient } from "~/lib/auth-client";
import { onlyVisitors } from "~/lib/session";

export const route = { preload: () => onlyVisitors() } satisfies RouteDefinition;

export default function SignUp() {
  createAsync(() => onlyVisitors(), { deferStream: true });
  const navigate = useNavigate();
  const [problem, setProblem] = createSignal<string>();
  const [isPending, setIsPending] = createSignal(false);

  const signUp = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    const { error } = await authClient.signUp.email({
      name: String(form.get("name")),
      nickname: String(form.get("nickname")),
      email: String(form.get("email")),
      password: String(form.get("password")),
    });
    setIsPending(false);
    if (error) setProblem(error.message);
    else navigate("/dashboard");
  };

  return (
    <main>
      <h1>Create an account</h1>
      <form class="card stack" method="post" onSubmit={signUp}>
        <Show when={problem()}>
          <p class="notice bad" role="alert">
            {problem()}
          </p>
        </Show>
        <label>
          Name
          <input name="name" autocomplete="name" required />
        </label>
        <label>
          Nickname (optional)
          <input name="nickname" autocomplete="nickname" />
        </label>
        <label>
          E-mail
          <input name="email" type="email" autocomplete="email" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required />
        </label>
        <button type="submit" class="button" disabled={isPending()}>
          Create account
        </button>
      </form>
    </main>
  );
}
