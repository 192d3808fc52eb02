/** A browser or an app that somebody signed in with. */
export interface Device {
  id: string;
  userId: string;
  label: string;
  kind: "browser" | "app" | "terminal";
  isTrusted: boolean;
  lastSeenAt: Date | null;
  createdAt: Date;
}

/** Body of `createDevice`. */
export interface CreateDeviceBody {
  label: string;
  kind?: "browser" | "app" | "terminal" | undefined;
}

/** Body of `updateDevice`. */
export interface UpdateDeviceBody {
  id: string;
  label?: string | undefined;
}

/** Query of `listDevices`. */
export interface ListDevicesQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  kind?: "browser" | "app" | "terminal" | undefined;
}

/** Answer of `listDevices`. */
export interface DeviceList {
  devices: Device[];
  total: number;
}
