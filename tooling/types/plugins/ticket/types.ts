/** A question to the people who run the site. */
export interface Ticket {
  id: string;
  userId: string;
  subject: string;
  message: string;
  state: "open" | "waiting" | "closed";
  priority: number;
  createdAt: Date;
}

/** Body of `createTicket`. */
export interface CreateTicketBody {
  subject: string;
  message: string;
}

/** Body of `updateTicket`. */
export interface UpdateTicketBody {
  id: string;
  subject?: string | undefined;
  message?: string | undefined;
}

/** Query of `listTickets`. */
export interface ListTicketsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  state?: "open" | "waiting" | "closed" | undefined;
}

/** Answer of `listTickets`. */
export interface TicketList {
  tickets: Ticket[];
  total: number;
}
