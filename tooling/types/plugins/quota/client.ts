import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { CreateQuotaBody, ListQuotasQuery, Quota, QuotaList, UpdateQuotaBody } from "./types.ts";

/** Methods of the client. */
export interface QuotaClient {
  quota: {
    create: ClientMethod<CreateQuotaBody, Quota>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListQuotasQuery | undefined }, QuotaList>;
    get: ClientMethod<{ query: { id: string } }, Quota>;
    update: ClientMethod<UpdateQuotaBody, Quota>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Uses one. */
    consume: ClientMethod<{ id: string }, Quota>;
    /** Starts again. */
    reset: ClientMethod<{ id: string }, Quota>;
    /** As much as they like. */
    lift: ClientMethod<{ id: string }, Quota>;
  };
}

/** What the plugin adds to the client's types. */
export interface QuotaClientTypes {
  id: "quota";
  client: QuotaClient;
  errors: ErrorCodes<"QUOTA_NOT_FOUND" | "QUOTA_EXCEEDED">;
  infer: { Quota: Quota };
}

/** The client half. */
export function quotaClient(): ClientPlugin<QuotaClientTypes> {
  return {
    id: "quota",
    pathMethods: { "/quota/list": "GET" },
  };
}
