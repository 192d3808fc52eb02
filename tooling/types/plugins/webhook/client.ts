import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { CreateWebhookBody, ListWebhooksQuery, UpdateWebhookBody, Webhook, WebhookList } from "./types.ts";

/** Methods of the client. */
export interface WebhookClient {
  webhook: {
    create: ClientMethod<CreateWebhookBody, Webhook>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListWebhooksQuery | undefined }, WebhookList>;
    get: ClientMethod<{ query: { id: string } }, Webhook>;
    update: ClientMethod<UpdateWebhookBody, Webhook>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Sends nothing for a while. */
    pause: ClientMethod<{ id: string }, Webhook>;
    /** Sends again. */
    resume: ClientMethod<{ id: string }, Webhook>;
    /** Counts a delivery that failed. */
    reportFailure: ClientMethod<{ id: string }, Webhook>;
  };
}

/** What the plugin adds to the client's types. */
export interface WebhookClientTypes {
  id: "webhook";
  client: WebhookClient;
  errors: ErrorCodes<"WEBHOOK_NOT_FOUND" | "WEBHOOK_LIMIT_REACHED" | "WEBHOOK_UNREACHABLE">;
  infer: { Webhook: Webhook };
}

/** The client half. */
export function webhookClient(): ClientPlugin<WebhookClientTypes> {
  return {
    id: "webhook",
    pathMethods: { "/webhook/list": "GET" },
  };
}
