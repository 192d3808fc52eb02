import { authClient } from "./auth-client";

let isSigningOut = false;

/** Ends the session, and leaves for the start. */
export async function signOut() {
  isSigningOut = true;
  const { error } = await authClient.signOut();
  isSigningOut = error === null;
  if (error === null) location.assign("/");
}

/** Leaves the page once its session is over: signed out in another tab, revoked, or run out. */
export function leaveWhenSessionEnds() {
  authClient.useSession.subscribe(({ data, isPending }) => {
    if (data === null && !isPending && !isSigningOut) location.replace("/sign-in?ended");
  });
}
