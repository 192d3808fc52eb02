import { createFileRoute, redirect, useRouter } from "@tanstack/react-router";
import { useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { localPath } from "@/lib/local-path";
import { getSession } from "@/lib/session";
import { submitting } from "@/lib/submitting";

interface Search {
  /** Where to go on to. */
  next?: string;
  /** A session has ended while its page was open. */
  ended?: boolean;
}

export const Route = createFileRoute("/sign-in")({
  validateSearch: ({ next, ended }: Record<string, unknown>): Search => ({
    ...(typeof next === "string" && { next }),
    ...(ended !== undefined && { ended: true }),
  }),
  beforeLoad: async () => {
    if ((await getSession()) !== null) throw redirect({ to: "/dashboard" });
  },
  head: () => ({ meta: [{ title: "Sign in" }] }),
  component: SignIn,
});

function SignIn() {
  const { next, ended } = Route.useSearch();
  const router = useRouter();
  const [problem, setProblem] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const signIn = (form: FormData) =>
    startTransition(async () => {
      const { error } = await authClient.signIn.email({
        email: String(form.get("email")),
        password: String(form.get("password")),
      });
      if (error) setProblem(error.message);
      else await router.navigate({ href: localPath(next) });
    });

  return (
    <main>
      <h1>Welcome back</h1>
      {ended && (
        <p className="notice" role="status">
          Your session has ended. Please sign in again.
        </p>
      )}
      <form className="card stack" method="post" onSubmit={submitting(signIn)}>
        {problem && (
          <p className="notice bad" role="alert">
            {problem}
          </p>
        )}
        <label>
          E-mail
          <input name="email" type="email" autoComplete="email" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit" className="button" disabled={isPending}>
          Sign in
        </button>
      </form>
    </main>
  );
}
