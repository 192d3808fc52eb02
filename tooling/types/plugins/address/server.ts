import { createAuthEndpoint, createAuthMiddleware, getSessionFromCtx, sessionMiddleware } from "@better-auth/core/api";
import { APIError, defineErrorCodes } from "@better-auth/core/error";
import type {
  ApiMethod,
  ErrorCodes,
  Plugin,
  PluginSchema,
  SessionBodyInput,
  SessionInput,
  Where,
} from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type { Address, AddressList, CreateAddressBody, ListAddressesQuery, UpdateAddressBody } from "./types.ts";

/** Options of the plugin. */
export interface AddressOptions {
  /** How many somebody may have. @default as many as they like */
  maximum?: number | undefined;
}

/** Methods of `auth.api`. */
export interface AddressApi {
  createAddress: ApiMethod<SessionBodyInput<CreateAddressBody>, Address>;
  /** The newest first. */
  listAddresses: ApiMethod<SessionInput & { query?: ListAddressesQuery | undefined }, AddressList>;
  getAddress: ApiMethod<SessionInput & { query: { id: string } }, Address>;
  updateAddress: ApiMethod<SessionBodyInput<UpdateAddressBody>, Address>;
  deleteAddress: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Parcels go here. */
  setDefaultAddress: ApiMethod<SessionBodyInput<{ id: string }>, Address>;
  /** Parcels go here no more. */
  unsetDefaultAddress: ApiMethod<SessionBodyInput<{ id: string }>, Address>;
  /** An address in a city. */
  findAddress: ApiMethod<SessionInput & { params: { city: string } }, Address | null>;
  /** How many addresses somebody has. */
  countAddresses: ApiMethod<SessionInput, { count: number }>;
  /** Removes all but the default. */
  clearAddresses: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface AddressTypes {
  id: "address";
  api: AddressApi;
  errors: ErrorCodes<"ADDRESS_NOT_FOUND" | "ADDRESS_LIMIT_REACHED" | "ADDRESS_COUNTRY_UNKNOWN">;
  infer: { Address: Address };
}

export const ADDRESS_ERROR_CODES = defineErrorCodes({
  ADDRESS_NOT_FOUND: "Address not found",
  ADDRESS_LIMIT_REACHED: "There are too many of your addresses",
  ADDRESS_COUNTRY_UNKNOWN: "There is no such country",
});

const schema = {
  address: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      street: { type: "string" },
      city: { type: "string" },
      country: { type: "string" },
      purpose: { type: ["home", "work", "billing"], defaultValue: "home" },
      isDefault: { type: "boolean", defaultValue: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createAddressBody = z.object({
  street: z.string(),
  city: z.string(),
  country: z.string(),
  purpose: z.optional(z.enum(["home", "work", "billing"])),
});
const updateAddressBody = z.object({
  id: z.string(),
  street: z.optional(z.string()),
  city: z.optional(z.string()),
  country: z.optional(z.string()),
});
const listAddressesQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  purpose: z.optional(z.enum(["home", "work", "billing"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Address | null): Address {
  if (row === null) throw APIError.from("NOT_FOUND", ADDRESS_ERROR_CODES.ADDRESS_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeAddressEndpoints() {
  return {
    createAddress: createAuthEndpoint(
      "/address/create",
      { method: "POST", body: createAddressBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Address>({
          model: "address",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listAddresses: createAuthEndpoint(
      "/address/list",
      { method: "GET", query: z.optional(listAddressesQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const addresses = await adapter.findMany<Address>({
          model: "address",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { addresses, total: await adapter.count({ model: "address", where }) };
      },
    ),
    getAddress: createAuthEndpoint(
      "/address/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Address>({ model: "address", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateAddress: createAuthEndpoint(
      "/address/update",
      { method: "POST", body: updateAddressBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Address>({ model: "address", where: own(session.user.id, id), update }));
      },
    ),
    deleteAddress: createAuthEndpoint(
      "/address/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "address", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    setDefaultAddress: createAuthEndpoint(
      "/address/set-default",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Address>({ model: "address", where, update: { isDefault: true } }));
      },
    ),
    unsetDefaultAddress: createAuthEndpoint(
      "/address/unset-default",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Address>({ model: "address", where, update: { isDefault: false } }));
      },
    ),
    findAddress: createAuthEndpoint(
      "/address/in-city/:city",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "city", value: ctx.params.city },
        ];
        return adapter.findOne<Address>({ model: "address", where });
      },
    ),
    countAddresses: createAuthEndpoint(
      "/address/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "address", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    clearAddresses: createAuthEndpoint(
      "/address/clear",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isDefault", value: false },
        ];
        return { removed: await adapter.deleteMany({ model: "address", where }) };
      },
    ),
  };
}

/** Where somebody gets parcels and letters. */
export function address(options: AddressOptions = {}): Plugin<AddressTypes> {
  return {
    id: "address",
    schema,
    endpoints: makeAddressEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/address/create"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maximum === undefined) return;
            const session = await getSessionFromCtx(ctx);
            if (session === null) return;
            const count = await ctx.context.adapter.count({
              model: "address",
              where: [{ field: "userId", value: session.user.id }],
            });
            if (count >= options.maximum) throw APIError.from("FORBIDDEN", ADDRESS_ERROR_CODES.ADDRESS_LIMIT_REACHED);
          }),
        },
      ],
    },
    $ERROR_CODES: ADDRESS_ERROR_CODES,
    options,
  };
}
