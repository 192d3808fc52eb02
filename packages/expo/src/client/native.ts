// Each is loaded when it is first needed: on the web none is, and bundlers take imports within `try` as ones that may be missing.

const missing = (name: string, cause: unknown): Error =>
  new Error(`expected the package ${name}\n  mend: npx expo install ${name}`, { cause });

/** Whether this is an app on a device, rather than a page or a server. */
export const isNative = (): boolean => globalThis.navigator?.product === "ReactNative";

export async function loadLinking() {
  try {
    return await import("expo-linking");
  } catch (error) {
    throw missing("expo-linking", error);
  }
}

export async function loadWebBrowser() {
  try {
    return await import("expo-web-browser");
  } catch (error) {
    throw missing("expo-web-browser", error);
  }
}

/** The scheme of the app in its configuration. */
async function configuredScheme(): Promise<string | undefined> {
  try {
    const { default: constants } = await import("expo-constants");
    return [constants.expoConfig?.scheme].flat()[0];
  } catch (error) {
    throw missing("expo-constants", error);
  }
}

/**
 * An address that opens this app, at a path.
 *
 * @param scheme @default that of the app's configuration
 */
export async function appAddress(path: string, scheme: string | undefined): Promise<string> {
  const own = scheme ?? (await configuredScheme());
  if (!own) {
    throw new Error(
      "scheme: expected the scheme of the app, got none\n  mend: set `scheme` in app.json, or give it to expoClient({ scheme })",
    );
  }
  const { createURL } = await loadLinking();
  return createURL(path, { scheme: own });
}

/** What a device gives for following it; there while it is followed. */
export interface Subscription {
  remove(): void;
}

/** Follows whether the app is in front; not without React Native. */
export async function followAppState(listener: (state: string) => void): Promise<Subscription | undefined> {
  try {
    const { AppState } = await import("react-native");
    return AppState.addEventListener("change", listener);
  } catch {
    return undefined;
  }
}

/** What a device says of its network. */
export interface NetworkState {
  isConnected?: boolean | undefined;
  isInternetReachable?: boolean | undefined;
}

/** Follows the network; not without `expo-network`. */
export async function followNetworkState(listener: (state: NetworkState) => void): Promise<Subscription | undefined> {
  try {
    const { addNetworkStateListener } = await import("expo-network");
    return addNetworkStateListener(listener);
  } catch {
    return undefined;
  }
}
