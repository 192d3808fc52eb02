import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Goodbye" };

export default function GoodbyePage() {
  return (
    <section className="card narrow outcome">
      <h1>Your account is deleted</h1>
      <p>Nothing of it is left here, and every browser is signed out.</p>
      <p className="actions">
        <Link className="button" href="/">
          To the start
        </Link>
      </p>
    </section>
  );
}
