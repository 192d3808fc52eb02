import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  AuditEntry,
  AuditEntryList,
  CreateAuditEntryBody,
  ListAuditEntriesQuery,
  UpdateAuditEntryBody,
} from "./types.ts";

/** Methods of the client. */
export interface AuditLogClient {
  auditLog: {
    create: ClientMethod<CreateAuditEntryBody, AuditEntry>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListAuditEntriesQuery | undefined }, AuditEntryList>;
    get: ClientMethod<{ query: { id: string } }, AuditEntry>;
    update: ClientMethod<UpdateAuditEntryBody, AuditEntry>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Takes the entry out of the list. */
    archive: ClientMethod<{ id: string }, AuditEntry>;
    /** Puts the entry back into the list. */
    restore: ClientMethod<{ id: string }, AuditEntry>;
    /** How many entries there are. */
    count: OptionalClientMethod<object, { count: number }>;
    /** Removes what is archived. */
    clearArchived: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface AuditLogClientTypes {
  id: "audit-log";
  client: AuditLogClient;
  errors: ErrorCodes<"AUDIT_ENTRY_NOT_FOUND" | "AUDIT_ENTRY_ARCHIVED">;
  infer: { AuditEntry: AuditEntry };
}

/** The client half. */
export function auditLogClient(): ClientPlugin<AuditLogClientTypes> {
  return {
    id: "audit-log",
    pathMethods: { "/audit-log/list": "GET", "/audit-log/clear-archived": "POST" },
  };
}
