import { html } from "./html.ts";
import { page } from "./layout.ts";
import type { Visitor } from "./visitor.ts";

export const home = (visitor: Visitor) =>
  page(
    "Express demo",
    visitor,
    html`<h1>Express demo</h1>
      <p>Pages that the server renders for whoever is signed in, and a script that keeps them up to date.</p>
      <p class="lead">${visitor ? `Hello ${visitor.user.nickname || visitor.user.name}` : "Nobody is signed in"}</p>`,
  );

export const signUp = () =>
  page(
    "Create an account",
    null,
    html`<section class="card">
        <h1>Create an account</h1>
        <form class="stack" method="post" id="sign-up">
          <p class="notice bad" role="alert" hidden></p>
          <label>Name <input name="name" autocomplete="name" required></label>
          <label>Nickname (optional) <input name="nickname" autocomplete="nickname"></label>
          <label>E-mail <input name="email" type="email" autocomplete="email" required></label>
          <label>Password <input name="password" type="password" autocomplete="new-password" required></label>
          <button class="button">Create account</button>
        </form>
        <p class="hint">You have one? <a href="/sign-in">Sign in</a></p>
      </section>`,
  );

export const signIn = (hasEnded: boolean) =>
  page(
    "Sign in",
    null,
    html`<section class="card">
        <h1>Welcome back</h1>
        ${hasEnded ? html`<p class="notice" role="status">Your session has ended. Please sign in again.</p>` : null}
        <form class="stack" method="post" id="sign-in">
          <p class="notice bad" role="alert" hidden></p>
          <label>E-mail <input name="email" type="email" autocomplete="email" required></label>
          <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
          <button class="button">Sign in</button>
        </form>
        <p class="hint">New here? <a href="/sign-up">Create an account</a></p>
      </section>`,
  );

export const dashboard = (visitor: NonNullable<Visitor>) =>
  page(
    "Dashboard",
    visitor,
    html`<h1>Dashboard</h1>
      <section class="card" id="dashboard">
        <dl class="facts">
          <div><dt>Name</dt><dd>${visitor.user.name}</dd></div>
          <div><dt>Nickname</dt><dd>${visitor.user.nickname || "–"}</dd></div>
          <div><dt>E-mail</dt><dd>${visitor.user.email}</dd></div>
          <div>
            <dt>Session ends</dt>
            <dd><time datetime="${visitor.session.expiresAt.toISOString()}">${visitor.session.expiresAt.toUTCString()}</time></dd>
          </div>
        </dl>
      </section>
      <section class="card">
        <h2>Change nickname</h2>
        <form class="stack" method="post">
          <label>New nickname <input name="nickname" autocomplete="nickname" required maxlength="50"></label>
          <button class="button">Save</button>
        </form>
      </section>`,
  );

export const notFound = (visitor: Visitor) =>
  page("Not found", visitor, html`<h1>Not found</h1><p>There is nothing at this address.</p>`);

export const broken = () =>
  page(
    "Something went wrong",
    undefined,
    html`<h1>Something went wrong</h1><p>It is our fault, not yours. Please try again in a moment.</p>`,
  );
