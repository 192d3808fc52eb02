// The server halves: 21 plugins with about ten operations each, as real ones are written, and two variants for the types.
import { address } from "./address/server.ts";
import { announcement } from "./announcement/server.ts";
import { apiKey } from "./api-key/server.ts";
import { auditLog } from "./audit-log/server.ts";
import { bookmark } from "./bookmark/server.ts";
import { comment } from "./comment/server.ts";
import { consent } from "./consent/server.ts";
import { customSession } from "./custom-session/server.ts";
import { device } from "./device/server.ts";
import { document } from "./document/server.ts";
import { featureFlag } from "./feature-flag/server.ts";
import { membership } from "./membership/server.ts";
import { notification } from "./notification/server.ts";
import { preference } from "./preference/server.ts";
import { quota } from "./quota/server.ts";
import { recoveryCode } from "./recovery-code/server.ts";
import { referral } from "./referral/server.ts";
import { subscription } from "./subscription/server.ts";
import { tag } from "./tag/server.ts";
import { ticket } from "./ticket/server.ts";
import { waitlist } from "./waitlist/server.ts";
import { webhook } from "./webhook/server.ts";
import { workspace } from "./workspace/server.ts";

export { type AddressApi, type AddressOptions, type AddressTypes, address } from "./address/server.ts";
export type * from "./address/types.ts";
export { announcement } from "./announcement/server.ts";
export type * from "./announcement/types.ts";
export { type ApiKeyApi, type ApiKeyOptions, type ApiKeyTypes, apiKey } from "./api-key/server.ts";
export type * from "./api-key/types.ts";
export { type AuditLogApi, type AuditLogOptions, type AuditLogTypes, auditLog } from "./audit-log/server.ts";
export type * from "./audit-log/types.ts";
export { type BookmarkApi, type BookmarkOptions, type BookmarkTypes, bookmark } from "./bookmark/server.ts";
export type * from "./bookmark/types.ts";
export { type CommentApi, type CommentOptions, type CommentTypes, comment } from "./comment/server.ts";
export type * from "./comment/types.ts";
export { type ConsentApi, type ConsentOptions, type ConsentTypes, consent } from "./consent/server.ts";
export type * from "./consent/types.ts";
export { type CustomSessionTypes, customSession, type StoredPair } from "./custom-session/server.ts";
export { type DeviceApi, type DeviceOptions, type DeviceTypes, device } from "./device/server.ts";
export type * from "./device/types.ts";
export { type DocumentApi, type DocumentOptions, type DocumentTypes, document } from "./document/server.ts";
export type * from "./document/types.ts";
export {
  type FeatureFlagApi,
  type FeatureFlagOptions,
  type FeatureFlagTypes,
  featureFlag,
} from "./feature-flag/server.ts";
export type * from "./feature-flag/types.ts";
export { type MembershipTypes, membership } from "./membership/server.ts";
export type * from "./membership/types.ts";
export {
  type NotificationApi,
  type NotificationOptions,
  type NotificationTypes,
  notification,
} from "./notification/server.ts";
export type * from "./notification/types.ts";
export { type PreferenceApi, type PreferenceOptions, type PreferenceTypes, preference } from "./preference/server.ts";
export type * from "./preference/types.ts";
export { type QuotaApi, type QuotaOptions, type QuotaTypes, quota } from "./quota/server.ts";
export type * from "./quota/types.ts";
export {
  type RecoveryCodeApi,
  type RecoveryCodeOptions,
  type RecoveryCodeTypes,
  recoveryCode,
} from "./recovery-code/server.ts";
export type * from "./recovery-code/types.ts";
export { type ReferralApi, type ReferralOptions, type ReferralTypes, referral } from "./referral/server.ts";
export type * from "./referral/types.ts";
export {
  type SubscriptionApi,
  type SubscriptionOptions,
  type SubscriptionTypes,
  subscription,
} from "./subscription/server.ts";
export type * from "./subscription/types.ts";
export { type TagApi, type TagOptions, type TagTypes, tag } from "./tag/server.ts";
export type * from "./tag/types.ts";
export { type TicketApi, type TicketOptions, type TicketTypes, ticket } from "./ticket/server.ts";
export type * from "./ticket/types.ts";
export { type WaitlistApi, type WaitlistOptions, type WaitlistTypes, waitlist } from "./waitlist/server.ts";
export type * from "./waitlist/types.ts";
export { type WebhookApi, type WebhookOptions, type WebhookTypes, webhook } from "./webhook/server.ts";
export type * from "./webhook/types.ts";
export {
  type WorkspaceApi,
  type WorkspaceOptions,
  type WorkspaceTeamApi,
  type WorkspaceTypes,
  workspace,
} from "./workspace/server.ts";
export type * from "./workspace/types.ts";

/**
 * The 21 plugins of the budgets: endpoints, tables of their own, hooks by route; two with a matcher that is a function.
 * None adds columns to the user or the session, none replaces get-session.
 */
export function runtimePlugins() {
  return [
    address(),
    announcement(),
    apiKey(),
    auditLog(),
    bookmark(),
    comment(),
    consent(),
    device(),
    document(),
    featureFlag(),
    notification(),
    preference(),
    quota(),
    recoveryCode(),
    referral(),
    subscription(),
    tag(),
    ticket(),
    waitlist(),
    webhook(),
    workspace({ teams: { enabled: true } }),
  ] as const;
}

/** The 21, and the variants that change the session's type: one replaces it, one adds columns. */
export function syntheticPlugins() {
  return [
    ...runtimePlugins(),
    membership(),
    customSession(({ session, user }) => ({ session, user: { ...user, initials: user.name.slice(0, 1) } })),
  ] as const;
}
