import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <section className="card narrow outcome">
      <h1>There is nothing here</h1>
      <p>The address is mistyped, or what was here is gone.</p>
      <p className="actions">
        <Link className="button" href="/">
          To the start
        </Link>
      </p>
    </section>
  );
}
