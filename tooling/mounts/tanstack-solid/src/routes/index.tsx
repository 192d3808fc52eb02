import { createFileRoute } from "@tanstack/solid-router";
import { useSession } from "../lib/use-session";

export const Route = createFileRoute("/")({ component: Home });

function Home() {
  const session = useSession();
  return <h1>{session().data ? `Hello, ${session().data?.user.name}` : "Nobody is signed in"}</h1>;
}
