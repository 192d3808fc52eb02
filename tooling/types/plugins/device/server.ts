import { createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";
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
import type { CreateDeviceBody, Device, DeviceList, ListDevicesQuery, UpdateDeviceBody } from "./types.ts";

/** Options of the plugin. */
export interface DeviceOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface DeviceApi {
  createDevice: ApiMethod<SessionBodyInput<CreateDeviceBody>, Device>;
  /** The newest first. */
  listDevices: ApiMethod<SessionInput & { query?: ListDevicesQuery | undefined }, DeviceList>;
  getDevice: ApiMethod<SessionInput & { query: { id: string } }, Device>;
  updateDevice: ApiMethod<SessionBodyInput<UpdateDeviceBody>, Device>;
  deleteDevice: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Asks this device no more questions. */
  trustDevice: ApiMethod<SessionBodyInput<{ id: string }>, Device>;
  /** Asks again. */
  distrustDevice: ApiMethod<SessionBodyInput<{ id: string }>, Device>;
  /** Notes that the device was here. */
  seeDevice: ApiMethod<SessionBodyInput<{ id: string }>, Device>;
  /** Removes the devices that are not trusted. */
  forgetDevices: ApiMethod<SessionInput, { removed: number }>;
  /** How many devices somebody has. */
  countDevices: ApiMethod<SessionInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface DeviceTypes {
  id: "device";
  api: DeviceApi;
  errors: ErrorCodes<"DEVICE_NOT_FOUND" | "DEVICE_NOT_TRUSTED">;
  infer: { Device: Device };
}

export const DEVICE_ERROR_CODES = defineErrorCodes({
  DEVICE_NOT_FOUND: "Device not found",
  DEVICE_NOT_TRUSTED: "This device is not trusted",
});

const schema = {
  device: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      label: { type: "string" },
      kind: { type: ["browser", "app", "terminal"], defaultValue: "browser" },
      isTrusted: { type: "boolean", defaultValue: false },
      lastSeenAt: { type: "date", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createDeviceBody = z.object({ label: z.string(), kind: z.optional(z.enum(["browser", "app", "terminal"])) });
const updateDeviceBody = z.object({ id: z.string(), label: z.optional(z.string()) });
const listDevicesQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  kind: z.optional(z.enum(["browser", "app", "terminal"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Device | null): Device {
  if (row === null) throw APIError.from("NOT_FOUND", DEVICE_ERROR_CODES.DEVICE_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeDeviceEndpoints() {
  return {
    createDevice: createAuthEndpoint(
      "/device/create",
      { method: "POST", body: createDeviceBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Device>({
          model: "device",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listDevices: createAuthEndpoint(
      "/device/list",
      { method: "GET", query: z.optional(listDevicesQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const devices = await adapter.findMany<Device>({
          model: "device",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { devices, total: await adapter.count({ model: "device", where }) };
      },
    ),
    getDevice: createAuthEndpoint(
      "/device/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Device>({ model: "device", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateDevice: createAuthEndpoint(
      "/device/update",
      { method: "POST", body: updateDeviceBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Device>({ model: "device", where: own(session.user.id, id), update }));
      },
    ),
    deleteDevice: createAuthEndpoint(
      "/device/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "device", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    trustDevice: createAuthEndpoint(
      "/device/trust",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Device>({ model: "device", where, update: { isTrusted: true } }));
      },
    ),
    distrustDevice: createAuthEndpoint(
      "/device/distrust",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Device>({ model: "device", where, update: { isTrusted: false } }));
      },
    ),
    seeDevice: createAuthEndpoint(
      "/device/see",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Device>({ model: "device", where, update: { lastSeenAt: new Date() } }));
      },
    ),
    forgetDevices: createAuthEndpoint(
      "/device/forget",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isTrusted", value: false },
        ];
        return { removed: await adapter.deleteMany({ model: "device", where }) };
      },
    ),
    countDevices: createAuthEndpoint(
      "/device/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "device", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
  };
}

/** A browser or an app that somebody signed in with. */
export function device(options: DeviceOptions = {}): Plugin<DeviceTypes> {
  return {
    id: "device",
    schema,
    endpoints: makeDeviceEndpoints(),
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
    $ERROR_CODES: DEVICE_ERROR_CODES,
    options,
  };
}
