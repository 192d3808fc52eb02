/** An address that is told of events. */
export interface Webhook {
  id: string;
  userId: string;
  url: string;
  events: string[];
  isActive: boolean;
  failures: number;
  createdAt: Date;
}

/** Body of `createWebhook`. */
export interface CreateWebhookBody {
  url: string;
  events: string[];
}

/** Body of `updateWebhook`. */
export interface UpdateWebhookBody {
  id: string;
  url?: string | undefined;
  events?: string[] | undefined;
}

/** Query of `listWebhooks`. */
export interface ListWebhooksQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  url?: string | undefined;
}

/** Answer of `listWebhooks`. */
export interface WebhookList {
  webhooks: Webhook[];
  total: number;
}
