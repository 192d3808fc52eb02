import { createFileRoute } from "@tanstack/react-router";
import { useSession } from "@/lib/use-session";

export const Route = createFileRoute("/")({ component: Home });

function Home() {
  return (
    <main>
      <h1>TanStack Start demo</h1>
      <p>Accounts with an e-mail address and a password, in a database of your own.</p>
      <Greeting />
    </main>
  );
}

function Greeting() {
  const { data: session, isPending } = useSession();
  if (isPending) return null;
  return (
    <p className="lead">{session ? `Hello ${session.user.nickname || session.user.name}` : "Nobody is signed in"}</p>
  );
}
