import { useSession } from "~/lib/use-session";

export default function Home() {
  return (
    <>
      <title>React Router demo</title>
      <h1>React Router demo</h1>
      <p>Sign up, look at a page that only you can see, and sign out, in every tab at once.</p>
      <Greeting />
    </>
  );
}

function Greeting() {
  const session = useSession();
  if (session === undefined) return null;
  return (
    <p className="lead">{session ? `Hello ${session.user.nickname || session.user.name}` : "Nobody is signed in"}</p>
  );
}
