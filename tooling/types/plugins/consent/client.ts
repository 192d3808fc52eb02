import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { Consent, ConsentList, CreateConsentBody, ListConsentsQuery, UpdateConsentBody } from "./types.ts";

/** Methods of the client. */
export interface ConsentClient {
  consent: {
    create: ClientMethod<CreateConsentBody, Consent>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListConsentsQuery | undefined }, ConsentList>;
    get: ClientMethod<{ query: { id: string } }, Consent>;
    update: ClientMethod<UpdateConsentBody, Consent>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Takes it back. */
    withdraw: ClientMethod<{ id: string }, Consent>;
    /** Notes when it was taken back. */
    stamp: ClientMethod<{ id: string }, Consent>;
    /** How many things somebody agreed to. */
    count: OptionalClientMethod<object, { count: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface ConsentClientTypes {
  id: "consent";
  client: ConsentClient;
  errors: ErrorCodes<"CONSENT_NOT_FOUND" | "CONSENT_REQUIRED">;
  infer: { Consent: Consent };
}

/** The client half. */
export function consentClient(): ClientPlugin<ConsentClientTypes> {
  return {
    id: "consent",
    pathMethods: { "/consent/list": "GET" },
  };
}
