/** A word to sort things by. */
export interface Tag {
  id: string;
  userId: string;
  label: string;
  colour: "red" | "green" | "blue" | "grey";
  uses: number;
  createdAt: Date;
}

/** Body of `createTag`. */
export interface CreateTagBody {
  label: string;
  colour?: "red" | "green" | "blue" | "grey" | undefined;
}

/** Body of `updateTag`. */
export interface UpdateTagBody {
  id: string;
  label?: string | undefined;
  colour?: "red" | "green" | "blue" | "grey" | undefined;
}

/** Query of `listTags`. */
export interface ListTagsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  colour?: "red" | "green" | "blue" | "grey" | undefined;
}

/** Answer of `listTags`. */
export interface TagList {
  tags: Tag[];
  total: number;
}
