/** A page that somebody wants to find again. */
export interface Bookmark {
  id: string;
  userId: string;
  url: string;
  title: string;
  visits: number;
  isPinned: boolean;
  labels: string[] | null;
  createdAt: Date;
}

/** Body of `createBookmark`. */
export interface CreateBookmarkBody {
  url: string;
  title: string;
  labels?: string[] | undefined;
}

/** Body of `updateBookmark`. */
export interface UpdateBookmarkBody {
  id: string;
  title?: string | undefined;
  labels?: string[] | undefined;
}

/** Query of `listBookmarks`. */
export interface ListBookmarksQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  title?: string | undefined;
}

/** Answer of `listBookmarks`. */
export interface BookmarkList {
  bookmarks: Bookmark[];
  total: number;
}
