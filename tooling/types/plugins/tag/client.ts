import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import { atom } from "nanostores";
import type { CreateTagBody, ListTagsQuery, Tag, TagList, UpdateTagBody } from "./types.ts";

/** Methods of the client. */
export interface TagClient {
  tag: {
    create: ClientMethod<CreateTagBody, Tag>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListTagsQuery | undefined }, TagList>;
    get: ClientMethod<{ query: { id: string } }, Tag>;
    update: ClientMethod<UpdateTagBody, Tag>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Counts a use. */
    use: ClientMethod<{ id: string }, Tag>;
    /** Takes its colour away. */
    fade: ClientMethod<{ id: string }, Tag>;
    /** How many tags somebody has. */
    count: OptionalClientMethod<object, { count: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface TagClientTypes {
  id: "tag";
  client: TagClient;
  atoms: { tags: AuthQueryState<TagList> };
  errors: ErrorCodes<"TAG_NOT_FOUND" | "TAG_EXISTS">;
  infer: { Tag: Tag };
}

/** The client half. */
export function tagClient(): ClientPlugin<TagClientTypes> {
  return {
    id: "tag",
    pathMethods: { "/tag/list": "GET" },
    getAtoms($fetch) {
      const $tagSignal = atom(false);
      return { $tagSignal, tags: useAuthQuery<TagList>($tagSignal, "/tag/list", $fetch, { method: "GET" }) };
    },
    atomListeners: [{ signal: "$tagSignal", matcher: (path) => /^\/tag\/(create|update|delete|use|fade)$/.test(path) }],
  };
}
