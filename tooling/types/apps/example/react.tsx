// The client in components.
import { createAuthClient } from "better-auth/react";
import { announcementClient, bookmarkClient } from "synthetic-plugins/client";

export const authClient = createAuthClient({ plugins: [bookmarkClient(), announcementClient()] });
export const { useSession, useBookmarks, signIn, signOut, announcement } = authClient;

export function Greeting() {
  const { data: session, isPending, error, refetch } = authClient.useSession();
  if (isPending) return <p>…</p>;
  if (error) {
    return (
      <button type="button" onClick={() => refetch()}>
        {error.message}
      </button>
    );
  }
  return <p>{session ? session.user.name : "Hello"}</p>;
}

export function useTitles() {
  return authClient.useBookmarks().data?.bookmarks.map((bookmark) => bookmark.title);
}

export async function announce() {
  return authClient.announcement.create({ title: "a", text: "b" });
}
