import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import { atom } from "nanostores";
import type { CreateTicketBody, ListTicketsQuery, Ticket, TicketList, UpdateTicketBody } from "./types.ts";

/** Methods of the client. */
export interface TicketClient {
  ticket: {
    create: ClientMethod<CreateTicketBody, Ticket>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListTicketsQuery | undefined }, TicketList>;
    get: ClientMethod<{ query: { id: string } }, Ticket>;
    update: ClientMethod<UpdateTicketBody, Ticket>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** It is answered. */
    close: ClientMethod<{ id: string }, Ticket>;
    /** It is not answered after all. */
    reopen: ClientMethod<{ id: string }, Ticket>;
    /** Makes it more urgent. */
    escalate: ClientMethod<{ id: string }, Ticket>;
  };
}

/** What the plugin adds to the client's types. */
export interface TicketClientTypes {
  id: "ticket";
  client: TicketClient;
  atoms: { tickets: AuthQueryState<TicketList> };
  errors: ErrorCodes<"TICKET_NOT_FOUND" | "TICKET_CLOSED">;
  infer: { Ticket: Ticket };
}

/** The client half. */
export function ticketClient(): ClientPlugin<TicketClientTypes> {
  return {
    id: "ticket",
    pathMethods: { "/ticket/list": "GET" },
    getAtoms($fetch) {
      const $ticketSignal = atom(false);
      return {
        $ticketSignal,
        tickets: useAuthQuery<TicketList>($ticketSignal, "/ticket/list", $fetch, { method: "GET" }),
      };
    },
    atomListeners: [
      {
        signal: "$ticketSignal",
        matcher: (path) => /^\/ticket\/(create|update|delete|close|reopen|escalate)$/.test(path),
      },
    ],
  };
}
