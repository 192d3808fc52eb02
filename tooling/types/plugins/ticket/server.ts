import { createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";
import { APIError, defineErrorCodes } from "@better-auth/core/error";
import type {
  ApiMethod,
  CallInput,
  ErrorCodes,
  OptionalApiMethod,
  Plugin,
  PluginSchema,
  SessionBodyInput,
  SessionInput,
  Where,
} from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type { CreateTicketBody, ListTicketsQuery, Ticket, TicketList, UpdateTicketBody } from "./types.ts";

/** Options of the plugin. */
export interface TicketOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface TicketApi {
  createTicket: ApiMethod<SessionBodyInput<CreateTicketBody>, Ticket>;
  /** The newest first. */
  listTickets: ApiMethod<SessionInput & { query?: ListTicketsQuery | undefined }, TicketList>;
  getTicket: ApiMethod<SessionInput & { query: { id: string } }, Ticket>;
  updateTicket: ApiMethod<SessionBodyInput<UpdateTicketBody>, Ticket>;
  deleteTicket: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** It is answered. */
  closeTicket: ApiMethod<SessionBodyInput<{ id: string }>, Ticket>;
  /** It is not answered after all. */
  reopenTicket: ApiMethod<SessionBodyInput<{ id: string }>, Ticket>;
  /** Makes it more urgent. */
  escalateTicket: ApiMethod<SessionBodyInput<{ id: string }>, Ticket>;
  /** How many questions wait for an answer. Without a route. */
  countOpenTickets: OptionalApiMethod<CallInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface TicketTypes {
  id: "ticket";
  api: TicketApi;
  errors: ErrorCodes<"TICKET_NOT_FOUND" | "TICKET_CLOSED">;
  infer: { Ticket: Ticket };
}

export const TICKET_ERROR_CODES = defineErrorCodes({
  TICKET_NOT_FOUND: "Ticket not found",
  TICKET_CLOSED: "The ticket is closed",
});

const schema = {
  ticket: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      subject: { type: "string" },
      message: { type: "string" },
      state: { type: ["open", "waiting", "closed"], defaultValue: "open" },
      priority: { type: "number", defaultValue: 0 },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createTicketBody = z.object({ subject: z.string(), message: z.string() });
const updateTicketBody = z.object({ id: z.string(), subject: z.optional(z.string()), message: z.optional(z.string()) });
const listTicketsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  state: z.optional(z.enum(["open", "waiting", "closed"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Ticket | null): Ticket {
  if (row === null) throw APIError.from("NOT_FOUND", TICKET_ERROR_CODES.TICKET_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeTicketEndpoints() {
  return {
    createTicket: createAuthEndpoint(
      "/ticket/create",
      { method: "POST", body: createTicketBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Ticket>({
          model: "ticket",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listTickets: createAuthEndpoint(
      "/ticket/list",
      { method: "GET", query: z.optional(listTicketsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const tickets = await adapter.findMany<Ticket>({
          model: "ticket",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { tickets, total: await adapter.count({ model: "ticket", where }) };
      },
    ),
    getTicket: createAuthEndpoint(
      "/ticket/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Ticket>({ model: "ticket", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateTicket: createAuthEndpoint(
      "/ticket/update",
      { method: "POST", body: updateTicketBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Ticket>({ model: "ticket", where: own(session.user.id, id), update }));
      },
    ),
    deleteTicket: createAuthEndpoint(
      "/ticket/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "ticket", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    closeTicket: createAuthEndpoint(
      "/ticket/close",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Ticket>({ model: "ticket", where, update: { state: "closed" } }));
      },
    ),
    reopenTicket: createAuthEndpoint(
      "/ticket/reopen",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Ticket>({ model: "ticket", where, update: { state: "open" } }));
      },
    ),
    escalateTicket: createAuthEndpoint(
      "/ticket/escalate",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Ticket>({ model: "ticket", where, increment: { priority: 1 } }));
      },
    ),
    countOpenTickets: createAuthEndpoint.serverOnly({}, async (ctx) => ({
      count: await ctx.context.adapter.count({ model: "ticket", where: [{ field: "state", value: "open" }] }),
    })),
  };
}

/** A question to the people who run the site. */
export function ticket(options: TicketOptions = {}): Plugin<TicketTypes> {
  return {
    id: "ticket",
    schema,
    endpoints: makeTicketEndpoints(),
    hooks: {
      after: [
        {
          paths: ["/sign-in/email", "/sign-up/email"],
          handler: createAuthMiddleware(async (ctx) => {
            if (ctx.context.newSession) await options.onSignIn?.(ctx.context.newSession.user.id);
          }),
        },
      ],
    },
    $ERROR_CODES: TICKET_ERROR_CODES,
    options,
  };
}
