import { Welcome } from "@/components/welcome";

const steps = [
  ["Sign up", "with any address. Its mail waits in the outbox: open it there and verify the address."],
  [
    "Continue with an account elsewhere",
    "as somebody new, or as yourself: the account is linked to yours, or you hear why not.",
  ],
  ["Open a second browser", "and sign in there too. Both stand in the list of sessions; revoke one of them."],
  ["Open a second tab", "and sign out in one of the two. The other one follows at once."],
  ["Forget your password", "and choose a new one by the link in the mail. It works once."],
  ["Turn on two-factor", "under Security: scan the QR code, keep the backup codes, and sign in again."],
  ["Add a passkey", "and sign in without a password; or by a username, a link or a code in a mail."],
  ["Change your profile", "with or without JavaScript: a server action takes the name; add a picture, too."],
  ["Delete the account", "with your password, a typed word and a mailed link. Then it is gone."],
] as const;

export default function HomePage() {
  return (
    <div className="stack wide">
      <header className="hero">
        <h1>Your users, your database.</h1>
        <p className="lead">
          A small Next.js application with passwords, accounts elsewhere, passkeys and two-factor. What it knows is kept
          in one SQLite file.
        </p>
      </header>
      <Welcome />
      <section aria-labelledby="try">
        <h2 id="try">Things to try</h2>
        <ol className="steps">
          {steps.map(([title, text]) => (
            <li key={title}>
              <strong>{title}</strong> {text}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
