import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import { atom } from "nanostores";
import type { Bookmark, BookmarkList, CreateBookmarkBody, ListBookmarksQuery, UpdateBookmarkBody } from "./types.ts";

/** Methods of the client. */
export interface BookmarkClient {
  bookmark: {
    create: ClientMethod<CreateBookmarkBody, Bookmark>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListBookmarksQuery | undefined }, BookmarkList>;
    get: ClientMethod<{ query: { id: string } }, Bookmark>;
    update: ClientMethod<UpdateBookmarkBody, Bookmark>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Keeps it on top. */
    pin: ClientMethod<{ id: string }, Bookmark>;
    /** Keeps it on top no more. */
    unpin: ClientMethod<{ id: string }, Bookmark>;
    /** Counts a visit. */
    visit: ClientMethod<{ id: string }, Bookmark>;
    /** Removes what is not pinned. */
    clear: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface BookmarkClientTypes {
  id: "bookmark";
  client: BookmarkClient;
  atoms: { bookmarks: AuthQueryState<BookmarkList> };
  errors: ErrorCodes<"BOOKMARK_NOT_FOUND" | "BOOKMARK_LIMIT_REACHED" | "BOOKMARK_EXISTS">;
  infer: { Bookmark: Bookmark };
}

/** The client half. */
export function bookmarkClient(): ClientPlugin<BookmarkClientTypes> {
  return {
    id: "bookmark",
    pathMethods: { "/bookmark/list": "GET", "/bookmark/clear": "POST" },
    getAtoms($fetch) {
      const $bookmarkSignal = atom(false);
      return {
        $bookmarkSignal,
        bookmarks: useAuthQuery<BookmarkList>($bookmarkSignal, "/bookmark/list", $fetch, { method: "GET" }),
      };
    },
    atomListeners: [
      {
        signal: "$bookmarkSignal",
        matcher: (path) => /^\/bookmark\/(create|update|delete|pin|unpin|visit|clear)$/.test(path),
      },
    ],
  };
}
