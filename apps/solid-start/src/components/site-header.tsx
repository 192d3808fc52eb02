import { A, useNavigate } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { authClient } from "~/lib/auth-client";
import { useSession } from "~/lib/use-session";

export function SiteHeader() {
  const session = useSession();
  return (
    <header class="site">
      <nav>
        <A href="/">Better Auth demo</A>
        <Switch>
          <Match when={session().data}>
            {(signedIn) => (
              <>
                <span role="status">Signed in as {signedIn().user.name}</span>
                <A href="/dashboard">Dashboard</A>
                <SignOut />
              </>
            )}
          </Match>
          <Match when={!session().isPending}>
            <A href="/sign-in">Sign in</A>
            <A href="/sign-up">Sign up</A>
          </Match>
        </Switch>
      </nav>
    </header>
  );
}

function SignOut() {
  const navigate = useNavigate();
  const signOut = async () => {
    const { error } = await authClient.signOut();
    if (error === null) navigate("/");
  };
  return (
    <button type="button" class="button quiet" onClick={signOut}>
      Sign out
    </button>
  );
}
