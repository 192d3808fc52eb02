import type { auth } from "./auth.ts";

type Pair = typeof auth.$Infer.Session;

export const Home = ({ user }: { user: Pair["user"] | null }) => (
  <>
    <h1>Hono demo</h1>
    <p>Pages that the server renders for whoever is signed in, and a script that keeps them up to date.</p>
    <p class="lead">{user ? `Hello ${user.nickname || user.name}` : "Nobody is signed in"}</p>
  </>
);

export const SignUp = () => (
  <section class="card">
    <h1>Create an account</h1>
    <form class="stack" method="post" id="sign-up">
      <p class="notice bad" role="alert" hidden />
      <label>
        Name <input name="name" autocomplete="name" required />
      </label>
      <label>
        Nickname (optional) <input name="nickname" autocomplete="nickname" />
      </label>
      <label>
        E-mail <input name="email" type="email" autocomplete="email" required />
      </label>
      <label>
        Password <input name="password" type="password" autocomplete="new-password" required />
      </label>
      <button type="submit" class="button">
        Create account
      </button>
    </form>
    <p class="hint">
      You have one? <a href="/sign-in">Sign in</a>
    </p>
  </section>
);

export const SignIn = ({ hasEnded }: { hasEnded: boolean }) => (
  <section class="card">
    <h1>Welcome back</h1>
    {hasEnded && (
      <p class="notice" role="status">
        Your session has ended. Please sign in again.
      </p>
    )}
    <form class="stack" method="post" id="sign-in">
      <p class="notice bad" role="alert" hidden />
      <label>
        E-mail <input name="email" type="email" autocomplete="email" required />
      </label>
      <label>
        Password <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <button type="submit" class="button">
        Sign in
      </button>
    </form>
    <p class="hint">
      New here? <a href="/sign-up">Create an account</a>
    </p>
  </section>
);

export const Dashboard = ({ user, session }: Pair) => (
  <>
    <h1>Dashboard</h1>
    <section class="card">
      <dl class="facts">
        <div>
          <dt>Name</dt>
          <dd>{user.name}</dd>
        </div>
        <div>
          <dt>Nickname</dt>
          <dd>{user.nickname || "–"}</dd>
        </div>
        <div>
          <dt>E-mail</dt>
          <dd>{user.email}</dd>
        </div>
        <div>
          <dt>Session ends</dt>
          <dd>
            <time datetime={session.expiresAt.toISOString()}>{session.expiresAt.toUTCString()}</time>
          </dd>
        </div>
      </dl>
    </section>
    <section class="card">
      <h2>Change nickname</h2>
      <form class="stack" method="post">
        <label>
          New nickname <input name="nickname" autocomplete="nickname" required maxlength={50} />
        </label>
        <button type="submit" class="button">
          Save
        </button>
      </form>
    </section>
  </>
);

export const NotFound = () => (
  <>
    <h1>Not found</h1>
    <p>There is nothing at this address.</p>
  </>
);

export const Broken = () => (
  <>
    <h1>Something went wrong</h1>
    <p>It is our fault, not yours. Please try again in a moment.</p>
  </>
);
