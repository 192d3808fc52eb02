import { Link, useNavigate } from "react-router";
import { authClient } from "~/lib/auth-client";
import { useSession } from "~/lib/use-session";

export function SiteHeader() {
  const session = useSession();
  return (
    <header className="site">
      <nav>
        <Link to="/">Better Auth demo</Link>
        {session && (
          <>
            <span role="status">Signed in as {session.user.name}</span>
            <Link to="/dashboard">Dashboard</Link>
            <SignOutButton />
          </>
        )}
        {session === null && (
          <>
            <Link to="/sign-in">Sign in</Link>
            <Link to="/sign-up">Sign up</Link>
          </>
        )}
      </nav>
    </header>
  );
}

function SignOutButton() {
  const navigate = useNavigate();

  async function signOut() {
    const { error } = await authClient.signOut();
    if (!error) await navigate("/");
  }

  return (
    <button className="button quiet" type="button" onClick={signOut}>
      Sign out
    </button>
  );
}
