// The client halves of the 21 plugins, and of the two variants.
import { addressClient } from "./address/client.ts";
import { announcementClient } from "./announcement/client.ts";
import { apiKeyClient } from "./api-key/client.ts";
import { auditLogClient } from "./audit-log/client.ts";
import { bookmarkClient } from "./bookmark/client.ts";
import { commentClient } from "./comment/client.ts";
import { consentClient } from "./consent/client.ts";
import { deviceClient } from "./device/client.ts";
import { documentClient } from "./document/client.ts";
import { featureFlagClient } from "./feature-flag/client.ts";
import { notificationClient } from "./notification/client.ts";
import { preferenceClient } from "./preference/client.ts";
import { quotaClient } from "./quota/client.ts";
import { recoveryCodeClient } from "./recovery-code/client.ts";
import { referralClient } from "./referral/client.ts";
import { subscriptionClient } from "./subscription/client.ts";
import { tagClient } from "./tag/client.ts";
import { ticketClient } from "./ticket/client.ts";
import { waitlistClient } from "./waitlist/client.ts";
import { webhookClient } from "./webhook/client.ts";
import { workspaceClient } from "./workspace/client.ts";

export { type AddressClient, type AddressClientTypes, addressClient } from "./address/client.ts";
export type * from "./address/types.ts";
export { announcementClient } from "./announcement/client.ts";
export type * from "./announcement/types.ts";
export { type ApiKeyClient, type ApiKeyClientTypes, apiKeyClient } from "./api-key/client.ts";
export type * from "./api-key/types.ts";
export { type AuditLogClient, type AuditLogClientTypes, auditLogClient } from "./audit-log/client.ts";
export type * from "./audit-log/types.ts";
export { type BookmarkClient, type BookmarkClientTypes, bookmarkClient } from "./bookmark/client.ts";
export type * from "./bookmark/types.ts";
export { type CommentClient, type CommentClientTypes, commentClient } from "./comment/client.ts";
export type * from "./comment/types.ts";
export { type ConsentClient, type ConsentClientTypes, consentClient } from "./consent/client.ts";
export type * from "./consent/types.ts";
export { type CustomSessionClientTypes, customSessionClient } from "./custom-session/client.ts";
export { type DeviceClient, type DeviceClientTypes, deviceClient } from "./device/client.ts";
export type * from "./device/types.ts";
export { type DocumentClient, type DocumentClientTypes, documentClient } from "./document/client.ts";
export type * from "./document/types.ts";
export { type FeatureFlagClient, type FeatureFlagClientTypes, featureFlagClient } from "./feature-flag/client.ts";
export type * from "./feature-flag/types.ts";
export { type MembershipClientTypes, membershipClient } from "./membership/client.ts";
export type * from "./membership/types.ts";
export { type NotificationClient, type NotificationClientTypes, notificationClient } from "./notification/client.ts";
export type * from "./notification/types.ts";
export { type PreferenceClient, type PreferenceClientTypes, preferenceClient } from "./preference/client.ts";
export type * from "./preference/types.ts";
export { type QuotaClient, type QuotaClientTypes, quotaClient } from "./quota/client.ts";
export type * from "./quota/types.ts";
export { type RecoveryCodeClient, type RecoveryCodeClientTypes, recoveryCodeClient } from "./recovery-code/client.ts";
export type * from "./recovery-code/types.ts";
export { type ReferralClient, type ReferralClientTypes, referralClient } from "./referral/client.ts";
export type * from "./referral/types.ts";
export { type SubscriptionClient, type SubscriptionClientTypes, subscriptionClient } from "./subscription/client.ts";
export type * from "./subscription/types.ts";
export { type TagClient, type TagClientTypes, tagClient } from "./tag/client.ts";
export type * from "./tag/types.ts";
export { type TicketClient, type TicketClientTypes, ticketClient } from "./ticket/client.ts";
export type * from "./ticket/types.ts";
export { type WaitlistClient, type WaitlistClientTypes, waitlistClient } from "./waitlist/client.ts";
export type * from "./waitlist/types.ts";
export { type WebhookClient, type WebhookClientTypes, webhookClient } from "./webhook/client.ts";
export type * from "./webhook/types.ts";
export {
  type WorkspaceClient,
  type WorkspaceClientTypes,
  type WorkspaceMethods,
  type WorkspaceTeamMethods,
  workspaceClient,
} from "./workspace/client.ts";
export type * from "./workspace/types.ts";

/** The client halves of the 21 plugins. */
export function syntheticClientPlugins() {
  return [
    addressClient(),
    announcementClient(),
    apiKeyClient(),
    auditLogClient(),
    bookmarkClient(),
    commentClient(),
    consentClient(),
    deviceClient(),
    documentClient(),
    featureFlagClient(),
    notificationClient(),
    preferenceClient(),
    quotaClient(),
    recoveryCodeClient(),
    referralClient(),
    subscriptionClient(),
    tagClient(),
    ticketClient(),
    waitlistClient(),
    webhookClient(),
    workspaceClient({ teams: { enabled: true } }),
  ] as const;
}
