import { A } from "@solidjs/router";
import { HttpStatusCode } from "@solidjs/start";

export default function NotFound() {
  return (
    <main>
      <HttpStatusCode code={404} />
      <h1>Not found</h1>
      <p class="lead">There is no such page.</p>
      <p>
        <A href="/">Home</A>
      </p>
    </main>
  );
}
