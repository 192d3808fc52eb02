import { createFileRoute, redirect, useRouter } from "@tanstack/react-router";
import { useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { getSession } from "@/lib/session";
import { submitting } from "@/lib/submitting";

export const Route = createFileRoute("/sign-up")({
  beforeLoad: async () => {
    if ((await getSession()) !== null) throw redirect({ to: "/dashboard" });
  },
  head: () => ({ meta: [{ title: "Create an account" }] }),
  component: SignUp,
});

function SignUp() {
  const router = useRouter();
  const [problem, setProblem] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const signUp = (form: FormData) =>
    startTransition(async () => {
      const { error } = await authClient.signUp.email({
        name: String(form.get("name")),
        nickname: String(form.get("nickname")),
        email: String(form.get("email")),
        password: String(form.get("password")),
      });
      if (error) setProblem(error.message);
      else await router.navigate({ to: "/dashboard" });
    });

  return (
    <main>
      <h1>Create an account</h1>
      <form className="card stack" method="post" onSubmit={submitting(signUp)}>
        {problem && (
          <p className="notice bad" role="alert">
            {problem}
          </p>
        )}
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
        <button type="submit" className="button" disabled={isPending}>
          Create account
        </button>
      </form>
    </main>
  );
}
