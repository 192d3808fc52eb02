/** What somebody says about a page. */
export interface Comment {
  id: string;
  userId: string;
  page: string;
  text: string;
  likes: number;
  isHidden: boolean;
  replyTo: string | null;
  createdAt: Date;
}

/** Body of `createComment`. */
export interface CreateCommentBody {
  page: string;
  text: string;
  replyTo?: string | undefined;
}

/** Body of `updateComment`. */
export interface UpdateCommentBody {
  id: string;
  text?: string | undefined;
}

/** Query of `listComments`. */
export interface ListCommentsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  page?: string | undefined;
}

/** Answer of `listComments`. */
export interface CommentList {
  comments: Comment[];
  total: number;
}
