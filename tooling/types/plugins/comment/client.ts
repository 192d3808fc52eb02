import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { Comment, CommentList, CreateCommentBody, ListCommentsQuery, UpdateCommentBody } from "./types.ts";

/** Methods of the client. */
export interface CommentClient {
  comment: {
    create: ClientMethod<CreateCommentBody, Comment>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListCommentsQuery | undefined }, CommentList>;
    get: ClientMethod<{ query: { id: string } }, Comment>;
    update: ClientMethod<UpdateCommentBody, Comment>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Counts somebody who agrees. */
    like: ClientMethod<{ id: string }, Comment>;
    /** Shows it to nobody. */
    hide: ClientMethod<{ id: string }, Comment>;
    /** Shows it again. */
    show: ClientMethod<{ id: string }, Comment>;
  };
}

/** What the plugin adds to the client's types. */
export interface CommentClientTypes {
  id: "comment";
  client: CommentClient;
  errors: ErrorCodes<"COMMENT_NOT_FOUND" | "COMMENT_LIMIT_REACHED" | "COMMENT_TOO_LONG">;
  infer: { Comment: Comment };
}

/** The client half. */
export function commentClient(): ClientPlugin<CommentClientTypes> {
  return {
    id: "comment",
    pathMethods: { "/comment/list": "GET" },
  };
}
