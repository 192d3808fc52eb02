import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  CreateSubscriptionBody,
  ListSubscriptionsQuery,
  Subscription,
  SubscriptionList,
  UpdateSubscriptionBody,
} from "./types.ts";

/** Methods of the client. */
export interface SubscriptionClient {
  subscription: {
    create: ClientMethod<CreateSubscriptionBody, Subscription>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListSubscriptionsQuery | undefined }, SubscriptionList>;
    get: ClientMethod<{ query: { id: string } }, Subscription>;
    update: ClientMethod<UpdateSubscriptionBody, Subscription>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Ends it with the month. */
    cancel: ClientMethod<{ id: string }, Subscription>;
    /** Takes a cancellation back. */
    renew: ClientMethod<{ id: string }, Subscription>;
    /** One more seat. */
    addSeat: ClientMethod<{ id: string }, Subscription>;
    /** How many subscriptions somebody has. */
    count: OptionalClientMethod<object, { count: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface SubscriptionClientTypes {
  id: "subscription";
  client: SubscriptionClient;
  errors: ErrorCodes<"SUBSCRIPTION_NOT_FOUND" | "SUBSCRIPTION_LIMIT_REACHED" | "SUBSCRIPTION_PLAN_UNKNOWN">;
  infer: { Subscription: Subscription };
}

/** The client half. */
export function subscriptionClient(): ClientPlugin<SubscriptionClientTypes> {
  return {
    id: "subscription",
    pathMethods: { "/subscription/list": "GET" },
  };
}
