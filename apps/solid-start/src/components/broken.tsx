import { A } from "@solidjs/router";
import { HttpStatusCode } from "@solidjs/start";

export function Broken() {
  return (
    <main>
      <HttpStatusCode code={500} />
      <h1>Something went wrong</h1>
      <p class="lead">It is not your fault. Please try again in a moment.</p>
      <p>
        <A href="/">Home</A>
      </p>
    </main>
  );
}
