import { Show } from "solid-js";
import { useSession } from "~/lib/use-session";

export default function Home() {
  return (
    <main>
      <h1>SolidStart demo</h1>
      <p>Accounts with an e-mail address and a password, in a database of your own.</p>
      <Greeting />
    </main>
  );
}

function Greeting() {
  const session = useSession();
  const user = () => session().data?.user;
  return (
    <Show when={!session().isPending}>
      <p class="lead">
        <Show when={user()} fallback="Nobody is signed in">
          {(person) => `Hello ${person().nickname || person().name}`}
        </Show>
      </p>
    </Show>
  );
}
