import { scopeOf } from "../context/scope";
import { createAuthMiddleware } from "../endpoint/create-middleware";
import { APIError } from "../error";
import type { Middleware, Row } from "../types";
import { requireId, requireUserId } from "./caller-id";

/** Which organization, and who of it may pass. */
export interface OrganizationRole {
  /** The member of the body or the query that holds the organization's id. */
  orgIdParam: string;
  orgIdSource: "body" | "query";
  /** A member who has one of these may pass. @default every member */
  allowedRoles?: readonly string[] | undefined;
}

/** A member's roles stand in one column, joined by commas. */
function rolesOf(member: Row): string[] {
  return typeof member.role === "string" ? member.role.split(",").map((role) => role.trim()) : [];
}

/**
 * Makes a step that lets members of an organization pass, and hands the membership on as `ctx.context.verifiedMember`. Give
 * it after a session middleware; it needs the organization plugin.
 *
 * @throws {APIError} from the step: 401 when nobody is signed in, 400 without the plugin or the id, 403 for everybody else
 * @example use: [sessionMiddleware, requireOrgRole({ orgIdParam: "id", orgIdSource: "body", allowedRoles: ["owner"] })]
 */
export function requireOrgRole(organization: OrganizationRole): Middleware<{ verifiedMember: Row }> {
  const { orgIdParam, orgIdSource, allowedRoles } = organization;
  return createAuthMiddleware(async (ctx) => {
    const userId = await requireUserId(ctx);
    if (!ctx.context.hasPlugin("organization")) {
      throw new APIError("BAD_REQUEST", {
        code: "ORGANIZATION_PLUGIN_REQUIRED",
        message: "Organization plugin is required for org role authorization",
      });
    }
    const organizationId = requireId(ctx, { name: orgIdParam, from: orgIdSource });
    const member = await scopeOf(ctx).adapter.findOne<Row>({
      model: "member",
      where: [
        { field: "organizationId", value: organizationId },
        { field: "userId", value: userId },
      ],
    });
    if (member === null) {
      throw new APIError("FORBIDDEN", {
        code: "USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION",
        message: "Not a member of this organization",
      });
    }
    if (allowedRoles && !rolesOf(member).some((role) => allowedRoles.includes(role))) {
      throw new APIError("FORBIDDEN", { code: "INSUFFICIENT_ROLE", message: "Insufficient role for this operation" });
    }
    return { verifiedMember: member };
  });
}
