/** A key that programs sign in with. */
export interface ApiKey {
  id: string;
  userId: string;
  name: string;
  prefix: string;
  isEnabled: boolean;
  uses: number;
  expiresAt: Date | null;
  createdAt: Date;
}

/** Body of `createApiKey`. */
export interface CreateApiKeyBody {
  name: string;
  prefix?: string | undefined;
}

/** Body of `updateApiKey`. */
export interface UpdateApiKeyBody {
  id: string;
  name?: string | undefined;
}

/** Query of `listApiKeys`. */
export interface ListApiKeysQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  prefix?: string | undefined;
}

/** Answer of `listApiKeys`. */
export interface ApiKeyList {
  apiKeys: ApiKey[];
  total: number;
}
