import { authClient } from "./auth-client.ts";

/** Whether the session is being ended on this page, which then leaves by itself. */
let isSigningOut = false;

/** The header, and the greeting of the home page: one store, one request, however many follow it. */
export function showSession(): void {
  const header = document.querySelector("header.site");
  const button = header?.querySelector("button");
  button?.addEventListener("click", async () => {
    isSigningOut = true;
    const { error } = await authClient.signOut();
    isSigningOut = error === null;
    if (error === null) location.assign("/");
  });

  authClient.useSession.subscribe(({ data, isPending }) => {
    for (const element of header?.querySelectorAll<HTMLElement>("[data-for]") ?? [])
      element.hidden = isPending || (data !== null) !== (element.dataset.for === "somebody");
    const name = header?.querySelector("b");
    if (name && data) name.textContent = data.user.name;
  });

  const lead = document.querySelector(".lead");
  authClient.useSession.subscribe(({ data, isPending }) => {
    if (lead === null || isPending) return;
    lead.textContent = data ? `Hello ${data.user.nickname || data.user.name}` : "Nobody is signed in";
  });
}

/** Leaves the page once its session is over: signed out in another tab, revoked, or run out. */
export function leaveWhenSessionEnds(): void {
  authClient.useSession.subscribe(({ data, isPending }) => {
    if (data === null && !isPending && !isSigningOut) location.replace("/sign-in?ended");
  });

  // A page that Back brings to life again is hidden until it is known whose it is.
  const main = document.querySelector("main");
  addEventListener("pagehide", () => {
    if (main) main.hidden = true;
  });
  addEventListener("pageshow", async ({ persisted }) => {
    if (!persisted) return;
    await authClient.useSession.get().refetch();
    if (main) main.hidden = authClient.useSession.get().data === null;
  });
}
