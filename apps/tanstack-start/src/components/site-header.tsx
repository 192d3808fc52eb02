import { Link, useRouter } from "@tanstack/react-router";
import { authClient } from "@/lib/auth-client";
import { useSession } from "@/lib/use-session";

export function SiteHeader() {
  const { data: session, isPending } = useSession();
  return (
    <header className="site">
      <nav>
        <Link to="/">Better Auth demo</Link>
        {session && (
          <>
            <span role="status">Signed in as {session.user.name}</span>
            <Link to="/dashboard">Dashboard</Link>
            <SignOut />
          </>
        )}
        {!session && !isPending && (
          <>
            <Link to="/sign-in">Sign in</Link>
            <Link to="/sign-up">Sign up</Link>
          </>
        )}
      </nav>
    </header>
  );
}

function SignOut() {
  const router = useRouter();
  const signOut = async () => {
    const { error } = await authClient.signOut();
    if (error === null) await router.navigate({ to: "/" });
  };
  return (
    <button type="button" className="button quiet" onClick={signOut}>
      Sign out
    </button>
  );
}
