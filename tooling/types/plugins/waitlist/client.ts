import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  CreateWaitlistPlaceBody,
  ListWaitlistPlacesQuery,
  UpdateWaitlistPlaceBody,
  WaitlistPlace,
  WaitlistPlaceList,
} from "./types.ts";

/** Methods of the client. */
export interface WaitlistClient {
  waitlist: {
    create: ClientMethod<CreateWaitlistPlaceBody, WaitlistPlace>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListWaitlistPlacesQuery | undefined }, WaitlistPlaceList>;
    get: ClientMethod<{ query: { id: string } }, WaitlistPlace>;
    update: ClientMethod<UpdateWaitlistPlaceBody, WaitlistPlace>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Lets somebody in. */
    invite: ClientMethod<{ id: string }, WaitlistPlace>;
    /** Moves one place back. */
    postpone: ClientMethod<{ id: string }, WaitlistPlace>;
    /** How many places somebody holds. */
    count: OptionalClientMethod<object, { count: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface WaitlistClientTypes {
  id: "waitlist";
  client: WaitlistClient;
  errors: ErrorCodes<"WAITLIST_PLACE_NOT_FOUND" | "WAITLIST_CLOSED">;
  infer: { WaitlistPlace: WaitlistPlace };
}

/** The client half. */
export function waitlistClient(): ClientPlugin<WaitlistClientTypes> {
  return {
    id: "waitlist",
    pathMethods: { "/waitlist/list": "GET" },
  };
}
