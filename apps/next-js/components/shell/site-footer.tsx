import Link from "next/link";
import { ThemeChoice } from "./theme-choice";

export function SiteFooter() {
  return (
    <footer className="foot">
      <p>
        A demo: no mail leaves this machine. <Link href="/outbox">Open the outbox</Link>
      </p>
      <ThemeChoice />
    </footer>
  );
}
