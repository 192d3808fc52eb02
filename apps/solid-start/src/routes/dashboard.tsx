import { createAsync, query, type RouteDefinition, useSubmission } from "@solidjs/router";
import { onCleanup, onMount, Show } from "solid-js";
import { changeNickname, getAccount } from "~/lib/session";
import { useFollowSession } from "~/lib/use-follow-session";

export const route = { preload: () => getAccount() } satisfies RouteDefinition;

export default function Dashboard() {
  const account = createAsync(() => getAccount(), { deferStream: true });
  // Nothing of it is kept: Back, after somebody has signed out, has to ask again.
  onMount(() => onCleanup(() => query.delete(getAccount.keyFor())));
  const isShown = useFollowSession();
  return (
    <main>
      <Show when={isShown() && account()}>
        {(signedIn) => (
          <>
            <h1>Dashboard</h1>
            <section class="card">
              <dl class="facts">
                <div>
                  <dt>Name</dt>
                  <dd>{signedIn().user.name}</dd>
                </div>
                <div>
                  <dt>Nickname</dt>
                  <dd>{signedIn().user.nickname || "–"}</dd>
                </div>
                <div>
                  <dt>E-mail</dt>
                  <dd>{signedIn().user.email}</dd>
                </div>
                <div>
                  <dt>Session ends</dt>
                  <dd>
                    <time datetime={signedIn().session.expiresAt.toISOString()}>
                      {date.format(signedIn().session.expiresAt)}
                    </time>
                  </dd>
                </div>
              </dl>
            </section>
            <ChangeNickname />
          </>
        )}
      </Show>
    </main>
  );
}

// The same words on the server and in the browser, wherever that is.
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

function ChangeNickname() {
  const submission = useSubmission(changeNickname);
  return (
    <section class="card">
      <h2>Change nickname</h2>
      <form class="stack" method="post" action={changeNickname}>
        <Show when={submission.result}>
          {(problem) => (
            <p class="notice bad" role="alert">
              {problem()}
            </p>
          )}
        </Show>
        <label>
          New nickname
          <input name="nickname" autocomplete="nickname" required />
        </label>
        <button type="submit" class="button" disabled={submission.pending}>
          Save
        </button>
      </form>
    </section>
  );
}
