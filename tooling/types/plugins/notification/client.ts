import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import { atom } from "nanostores";
import type {
  CreateNotificationBody,
  ListNotificationsQuery,
  Notification,
  NotificationList,
  UpdateNotificationBody,
} from "./types.ts";

/** Methods of the client. */
export interface NotificationClient {
  notification: {
    create: ClientMethod<CreateNotificationBody, Notification>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListNotificationsQuery | undefined }, NotificationList>;
    get: ClientMethod<{ query: { id: string } }, Notification>;
    update: ClientMethod<UpdateNotificationBody, Notification>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Somebody has seen it. */
    read: ClientMethod<{ id: string }, Notification>;
    /** Notes when it was seen. */
    stamp: ClientMethod<{ id: string }, Notification>;
    /** How many notifications there are. */
    count: OptionalClientMethod<object, { count: number }>;
    /** Removes what has been seen. */
    clearRead: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface NotificationClientTypes {
  id: "notification";
  client: NotificationClient;
  atoms: { notifications: AuthQueryState<NotificationList> };
  errors: ErrorCodes<"NOTIFICATION_NOT_FOUND" | "NOTIFICATION_CHANNEL_OFF">;
  infer: { Notification: Notification };
}

/** The client half. */
export function notificationClient(): ClientPlugin<NotificationClientTypes> {
  return {
    id: "notification",
    pathMethods: { "/notification/list": "GET", "/notification/clear-read": "POST" },
    getAtoms($fetch) {
      const $notificationSignal = atom(false);
      return {
        $notificationSignal,
        notifications: useAuthQuery<NotificationList>($notificationSignal, "/notification/list", $fetch, {
          method: "GET",
        }),
      };
    },
    atomListeners: [
      {
        signal: "$notificationSignal",
        matcher: (path) => /^\/notification\/(create|update|delete|read|stamp|clear-read)$/.test(path),
      },
    ],
  };
}
