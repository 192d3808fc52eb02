import type { MicrosoftOptions } from "../types";
import { fetchIfAllowed } from "./fetch-profile";

const CLOUD = "https://login.microsoftonline.com";
/** The tenant of all personal accounts. */
const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where the endpoints of the tenant, or of many at once, are below. */
export function tenantAddress(options: Pick<MicrosoftOptions, "authority" | "tenantId">): string {
  return `${authorityOf(options)}/${options.tenantId || "common"}`;
}

/**
 * Whether the tenant that an ID token names has issued it, and is one of those that may. The endpoints for many tenants
 * share their keys, so the signature does not tell tenants apart
 * (https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer).
 */
export async function isIssuedByTenant(claims: Record<string, unknown>, options: MicrosoftOptions): Promise<boolean> {
  const { tid, iss } = claims;
  if (typeof iss !== "string" || typeof tid !== "string" || !IDENTIFIER.test(tid)) return false;
  const expected = options.tenantId || "common";
  if (!mayBeTenant(tid.toLowerCase(), expected.toLowerCase())) return false;
  const authority = authorityOf(options);
  const isDomain = !isNamed(expected);
  if (!isDomain && iss === `${authority}/${tid}/v2.0`) return true;
  // External tenants issue in the name of another host, and only Microsoft knows which tenant a domain is.
  if (authority === CLOUD && !isDomain) return false;
  return iss === (await documentedIssuer(options))?.replace("{tenantid}", tid);
}

function authorityOf({ authority }: Pick<MicrosoftOptions, "authority">): string {
  return (authority || CLOUD).replace(/\/+$/, "");
}

/** A domain says nothing of the identifier. */
function mayBeTenant(tid: string, expected: string): boolean {
  if (expected === "consumers") return tid === CONSUMERS;
  if (expected === "organizations") return tid !== CONSUMERS;
  return !IDENTIFIER.test(expected) || tid === expected;
}

function isNamed(tenantId: string): boolean {
  return IDENTIFIER.test(tenantId) || /^(common|organizations|consumers)$/i.test(tenantId);
}

/** `issuer` of the tenant's metadata (OpenID Connect Discovery 1.0 §4.3); "{tenantid}" stands in it where it is for many. */
async function documentedIssuer(options: MicrosoftOptions): Promise<string | undefined> {
  const address = `${tenantAddress(options)}/v2.0/.well-known/openid-configuration`;
  const metadata = await fetchIfAllowed<{ issuer?: unknown }>(address, {});
  return typeof metadata?.issuer === "string" ? metadata.issuer : undefined;
}
