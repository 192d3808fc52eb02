// Every published interface of the plugins is held to its schemas and handlers, both ways.
import type { Disagreements } from "@better-auth/core/types";
import type { AddressApi, makeAddressEndpoints } from "../plugins/address/server.ts";
import type { ApiKeyApi, makeApiKeyEndpoints } from "../plugins/api-key/server.ts";
import type { AuditLogApi, makeAuditLogEndpoints } from "../plugins/audit-log/server.ts";
import type { BookmarkApi, makeBookmarkEndpoints } from "../plugins/bookmark/server.ts";
import type { CommentApi, makeCommentEndpoints } from "../plugins/comment/server.ts";
import type { ConsentApi, makeConsentEndpoints } from "../plugins/consent/server.ts";
import type { DeviceApi, makeDeviceEndpoints } from "../plugins/device/server.ts";
import type { DocumentApi, makeDocumentEndpoints } from "../plugins/document/server.ts";
import type { FeatureFlagApi, makeFeatureFlagEndpoints } from "../plugins/feature-flag/server.ts";
import type { makeNotificationEndpoints, NotificationApi } from "../plugins/notification/server.ts";
import type { makePreferenceEndpoints, PreferenceApi } from "../plugins/preference/server.ts";
import type { makeQuotaEndpoints, QuotaApi } from "../plugins/quota/server.ts";
import type { makeRecoveryCodeEndpoints, RecoveryCodeApi } from "../plugins/recovery-code/server.ts";
import type { makeReferralEndpoints, ReferralApi } from "../plugins/referral/server.ts";
import type { makeSubscriptionEndpoints, SubscriptionApi } from "../plugins/subscription/server.ts";
import type { makeTagEndpoints, TagApi } from "../plugins/tag/server.ts";
import type { makeTicketEndpoints, TicketApi } from "../plugins/ticket/server.ts";
import type { makeWaitlistEndpoints, WaitlistApi } from "../plugins/waitlist/server.ts";
import type { makeWebhookEndpoints, WebhookApi } from "../plugins/webhook/server.ts";
import type {
  makeWorkspaceEndpoints,
  makeWorkspaceTeamEndpoints,
  WorkspaceApi,
  WorkspaceTeamApi,
} from "../plugins/workspace/server.ts";

type Nothing<T extends Record<string, never>> = T;

export type Tests = [
  Nothing<Disagreements<AddressApi, ReturnType<typeof makeAddressEndpoints>>>,
  Nothing<Disagreements<ApiKeyApi, ReturnType<typeof makeApiKeyEndpoints>>>,
  Nothing<Disagreements<AuditLogApi, ReturnType<typeof makeAuditLogEndpoints>>>,
  Nothing<Disagreements<BookmarkApi, ReturnType<typeof makeBookmarkEndpoints>>>,
  Nothing<Disagreements<CommentApi, ReturnType<typeof makeCommentEndpoints>>>,
  Nothing<Disagreements<ConsentApi, ReturnType<typeof makeConsentEndpoints>>>,
  Nothing<Disagreements<DeviceApi, ReturnType<typeof makeDeviceEndpoints>>>,
  Nothing<Disagreements<DocumentApi, ReturnType<typeof makeDocumentEndpoints>>>,
  Nothing<Disagreements<FeatureFlagApi, ReturnType<typeof makeFeatureFlagEndpoints>>>,
  Nothing<Disagreements<NotificationApi, ReturnType<typeof makeNotificationEndpoints>>>,
  Nothing<Disagreements<PreferenceApi, ReturnType<typeof makePreferenceEndpoints>>>,
  Nothing<Disagreements<QuotaApi, ReturnType<typeof makeQuotaEndpoints>>>,
  Nothing<Disagreements<RecoveryCodeApi, ReturnType<typeof makeRecoveryCodeEndpoints>>>,
  Nothing<Disagreements<ReferralApi, ReturnType<typeof makeReferralEndpoints>>>,
  Nothing<Disagreements<SubscriptionApi, ReturnType<typeof makeSubscriptionEndpoints>>>,
  Nothing<Disagreements<TagApi, ReturnType<typeof makeTagEndpoints>>>,
  Nothing<Disagreements<TicketApi, ReturnType<typeof makeTicketEndpoints>>>,
  Nothing<Disagreements<WaitlistApi, ReturnType<typeof makeWaitlistEndpoints>>>,
  Nothing<Disagreements<WebhookApi, ReturnType<typeof makeWebhookEndpoints>>>,
  Nothing<Disagreements<WorkspaceApi<string, Record<string, string[]>>, ReturnType<typeof makeWorkspaceEndpoints>>>,
  Nothing<Disagreements<WorkspaceTeamApi, ReturnType<typeof makeWorkspaceTeamEndpoints>>>,
];
