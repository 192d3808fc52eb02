import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { Address, AddressList, CreateAddressBody, ListAddressesQuery, UpdateAddressBody } from "./types.ts";

/** Methods of the client. */
export interface AddressClient {
  address: {
    create: ClientMethod<CreateAddressBody, Address>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListAddressesQuery | undefined }, AddressList>;
    get: ClientMethod<{ query: { id: string } }, Address>;
    update: ClientMethod<UpdateAddressBody, Address>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Parcels go here. */
    setDefault: ClientMethod<{ id: string }, Address>;
    /** Parcels go here no more. */
    unsetDefault: ClientMethod<{ id: string }, Address>;
    /** How many addresses somebody has. */
    count: OptionalClientMethod<object, { count: number }>;
    /** Removes all but the default. */
    clear: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface AddressClientTypes {
  id: "address";
  client: AddressClient;
  errors: ErrorCodes<"ADDRESS_NOT_FOUND" | "ADDRESS_LIMIT_REACHED" | "ADDRESS_COUNTRY_UNKNOWN">;
  infer: { Address: Address };
}

/** The client half. */
export function addressClient(): ClientPlugin<AddressClientTypes> {
  return {
    id: "address",
    pathMethods: { "/address/list": "GET", "/address/clear": "POST" },
  };
}
