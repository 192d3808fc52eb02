/** Something that somebody should know. */
export interface Notification {
  id: string;
  userId: string;
  title: string;
  body: string;
  channel: "mail" | "push" | "inbox";
  isRead: boolean;
  readAt: Date | null;
  createdAt: Date;
}

/** Body of `createNotification`. */
export interface CreateNotificationBody {
  title: string;
  body: string;
  channel?: "mail" | "push" | "inbox" | undefined;
}

/** Body of `updateNotification`. */
export interface UpdateNotificationBody {
  id: string;
  title?: string | undefined;
  body?: string | undefined;
}

/** Query of `listNotifications`. */
export interface ListNotificationsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  channel?: "mail" | "push" | "inbox" | undefined;
}

/** Answer of `listNotifications`. */
export interface NotificationList {
  notifications: Notification[];
  total: number;
}
