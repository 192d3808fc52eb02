/** Something that somebody did. */
export interface AuditEntry {
  id: string;
  userId: string;
  action: string;
  target: string | null;
  severity: "info" | "warning" | "critical";
  isArchived: boolean;
  createdAt: Date;
}

/** Body of `createAuditEntry`. */
export interface CreateAuditEntryBody {
  action: string;
  target?: string | undefined;
  severity?: "info" | "warning" | "critical" | undefined;
}

/** Body of `updateAuditEntry`. */
export interface UpdateAuditEntryBody {
  id: string;
  target?: string | undefined;
}

/** Query of `listAuditEntries`. */
export interface ListAuditEntriesQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  severity?: "info" | "warning" | "critical" | undefined;
}

/** Answer of `listAuditEntries`. */
export interface AuditEntryList {
  auditEntries: AuditEntry[];
  total: number;
}
