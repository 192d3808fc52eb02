import { createAuthClient } from "@better-auth/client";
import { type Browser, fakeProvider, makeAuth, ORIGIN } from "test-kit";
import { vi } from "vitest";
import { type ExpoClientOptions, expoClient } from "../client";
import type { ExpoClientStorage } from "./storage";

/** The device's modules, as far as they are used. */
export const device = {
  openAuthSessionAsync: vi.fn(),
  dismissAuthSession: vi.fn(),
  appState: new Set<(state: string) => void>(),
  network: new Set<(state: object) => void>(),
};

const follow = <T>(listeners: Set<T>, listener: T) => {
  listeners.add(listener);
  return { remove: () => listeners.delete(listener) };
};

export const linking = {
  createURL: (path: string, { scheme }: { scheme: string }) => `${scheme}://${path.replace(/^\//, "")}`,
};
export const webBrowser = {
  openAuthSessionAsync: (...input: unknown[]) => device.openAuthSessionAsync(...input),
  dismissAuthSession: () => device.dismissAuthSession(),
};
export const reactNative = {
  AppState: { addEventListener: (_: string, listener: (state: string) => void) => follow(device.appState, listener) },
};
export const network = {
  addNetworkStateListener: (listener: (state: object) => void) => follow(device.network, listener),
};

/** Secure storage, as strict as a device's. */
export function secureStore(): ExpoClientStorage & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (!/^[\w.-]+$/.test(key)) throw new Error(`not a key: ${key}`);
      if (new TextEncoder().encode(value).length > 2048) throw new Error(`too long: ${value.length}`);
      kept.set(key, value);
    },
  };
}

/** From here on this is an app on a device. */
export function beNative(): void {
  vi.stubGlobal("window", {});
  vi.stubGlobal("navigator", { product: "ReactNative" });
}

/** An app and its server with a plugin, which it reaches without a network. */
export async function makeAppOf(plugin: { id: string }, options: Partial<ExpoClientOptions> = {}, auth: object = {}) {
  const provider = fakeProvider("fake", { verifyIdToken: async (token) => token === "id-token" });
  const server = await makeAuth({ trustedOrigins: ["myapp://"], ...auth, plugins: [plugin, provider.plugin] });
  const requests: Request[] = [];
  const storage = secureStore();
  /** The app as it starts, with what it has kept. */
  const startApp = () =>
    createAuthClient({
      baseURL: ORIGIN,
      fetchOptions: {
        customFetchImpl(input, init) {
          const request = new Request(input, init);
          requests.push(request.clone());
          return server.auth.handler(request);
        },
      },
      plugins: [expoClient({ scheme: "myapp", storage, ...options })],
    });

  /** What the system's browser does with an address, until it is led to an app. */
  async function browse(system: Browser, address: string): Promise<string> {
    const { headers } = await system.get(address);
    const location = headers.get("location") ?? "";
    if (!location.startsWith("https://fake.example/")) return location;
    const state = new URL(location).searchParams.get("state");
    return browse(system, `${ORIGIN}/api/auth/callback/fake?code=good&state=${state}`);
  }

  return { ...server, provider, startApp, storage, requests, browse };
}
