"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Outcome } from "@/components/outcome";

/** In the place of a page that failed. The server's log has the reason under the same digest. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const tryAgain = () =>
    startTransition(() => {
      router.refresh(); // have the server render it again
      reset();
    });
  return (
    <section className="card narrow">
      <Outcome title="That did not work">
        <p>Something is wrong on our side, not on yours. Try again in a moment.</p>
        {error.digest && <p className="hint">For our log: {error.digest}</p>}
        <p className="actions">
          <button type="button" className="button" onClick={tryAgain}>
            Try again
          </button>
          <Link className="button quiet" href="/">
            To the start
          </Link>
        </p>
      </Outcome>
    </section>
  );
}
