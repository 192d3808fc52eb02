/** What somebody pays for. */
export interface Subscription {
  id: string;
  userId: string;
  plan: "free" | "team" | "enterprise";
  seats: number;
  isCancelled: boolean;
  endsAt: Date | null;
  createdAt: Date;
}

/** Body of `createSubscription`. */
export interface CreateSubscriptionBody {
  plan: "free" | "team" | "enterprise";
  seats?: number | undefined;
}

/** Body of `updateSubscription`. */
export interface UpdateSubscriptionBody {
  id: string;
  plan?: "free" | "team" | "enterprise" | undefined;
  seats?: number | undefined;
}

/** Query of `listSubscriptions`. */
export interface ListSubscriptionsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  plan?: "free" | "team" | "enterprise" | undefined;
}

/** Answer of `listSubscriptions`. */
export interface SubscriptionList {
  subscriptions: Subscription[];
  total: number;
}
