import { createFileRoute, useRouter } from "@tanstack/react-router";
import { useServerFn } from "@tanstack/react-start";
import { useState, useTransition } from "react";
import { changeNickname, getAccount } from "@/lib/session";
import { submitting } from "@/lib/submitting";
import { useFollowSession } from "@/lib/use-follow-session";

export const Route = createFileRoute("/dashboard")({
  loader: () => getAccount(),
  // Nothing of it is kept: Back, after somebody has signed out, has to ask again.
  gcTime: 0,
  head: () => ({ meta: [{ title: "Dashboard" }] }),
  component: Dashboard,
});

function Dashboard() {
  const { user, session } = Route.useLoaderData();
  if (!useFollowSession()) return <main aria-busy />;
  return (
    <main>
      <h1>Dashboard</h1>
      <section className="card">
        <dl className="facts">
          <div>
            <dt>Name</dt>
            <dd>{user.name}</dd>
          </div>
          <div>
            <dt>Nickname</dt>
            <dd>{user.nickname || "–"}</dd>
          </div>
          <div>
            <dt>E-mail</dt>
            <dd>{user.email}</dd>
          </div>
          <div>
            <dt>Session ends</dt>
            <dd>
              <time dateTime={session.expiresAt.toISOString()}>{date.format(session.expiresAt)}</time>
            </dd>
          </div>
        </dl>
      </section>
      <ChangeNickname />
    </main>
  );
}

// The same words on the server and in the browser, wherever that is.
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

function ChangeNickname() {
  const router = useRouter();
  const change = useServerFn(changeNickname);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const save = (form: FormData) =>
    startTransition(async () => {
      const refused = await change({ data: form });
      setProblem(refused);
      if (refused === null) await router.invalidate(); // this page, and the session that the client shows
    });

  return (
    <section className="card">
      <h2>Change nickname</h2>
      <form className="stack" method="post" onSubmit={submitting(save)}>
        {problem && (
          <p className="notice bad" role="alert">
            {problem}
          </p>
        )}
        <label>
          New nickname
          <input name="nickname" autoComplete="nickname" required />
        </label>
        <button type="submit" className="button" disabled={isPending}>
          Save
        </button>
      </form>
    </section>
  );
}
