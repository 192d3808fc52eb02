import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import { atom } from "nanostores";
import type { CreateDeviceBody, Device, DeviceList, ListDevicesQuery, UpdateDeviceBody } from "./types.ts";

/** Methods of the client. */
export interface DeviceClient {
  device: {
    create: ClientMethod<CreateDeviceBody, Device>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListDevicesQuery | undefined }, DeviceList>;
    get: ClientMethod<{ query: { id: string } }, Device>;
    update: ClientMethod<UpdateDeviceBody, Device>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Asks this device no more questions. */
    trust: ClientMethod<{ id: string }, Device>;
    /** Asks again. */
    distrust: ClientMethod<{ id: string }, Device>;
    /** Notes that the device was here. */
    see: ClientMethod<{ id: string }, Device>;
    /** Removes the devices that are not trusted. */
    forget: OptionalClientMethod<object, { removed: number }>;
    /** How many devices somebody has. */
    count: OptionalClientMethod<object, { count: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface DeviceClientTypes {
  id: "device";
  client: DeviceClient;
  atoms: { devices: AuthQueryState<DeviceList> };
  errors: ErrorCodes<"DEVICE_NOT_FOUND" | "DEVICE_NOT_TRUSTED">;
  infer: { Device: Device };
}

/** The client half. */
export function deviceClient(): ClientPlugin<DeviceClientTypes> {
  return {
    id: "device",
    pathMethods: { "/device/list": "GET", "/device/forget": "POST" },
    getAtoms($fetch) {
      const $deviceSignal = atom(false);
      return {
        $deviceSignal,
        devices: useAuthQuery<DeviceList>($deviceSignal, "/device/list", $fetch, { method: "GET" }),
      };
    },
    atomListeners: [
      {
        signal: "$deviceSignal",
        matcher: (path) => /^\/device\/(create|update|delete|trust|distrust|see|forget)$/.test(path),
      },
    ],
  };
}
