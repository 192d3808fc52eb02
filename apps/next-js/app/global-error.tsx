"use client";

import "./styles/all.css";

/** In the place of everything, when not even the frame of the pages can be shown. */
export default function GlobalErrorPage({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>That did not work · Better Auth demo</title>
      </head>
      <body>
        <main>
          <section className="card narrow outcome" role="alert">
            <h1>That did not work</h1>
            <p>Something is wrong on our side, not on yours. Try again in a moment.</p>
            <p className="actions">
              <button type="button" className="button" onClick={reset}>
                Try again
              </button>
            </p>
          </section>
        </main>
      </body>
    </html>
  );
}
