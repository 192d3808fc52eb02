// The parts of Expo's modules and React Native that are used. They are there on devices only, so what they are is said here.

declare module "expo-constants" {
  const constants: { expoConfig?: { scheme?: string | string[] | undefined } | null | undefined };
  export default constants;
}

declare module "expo-linking" {
  export function createURL(path: string, options?: { scheme?: string | undefined }): string;
}

declare module "expo-web-browser" {
  export function openAuthSessionAsync(
    url: string,
    redirectURL?: string | null,
    options?: object,
  ): Promise<{ type: string; url?: string | undefined }>;
  export function dismissAuthSession(): void;
}

declare module "expo-network" {
  export function addNetworkStateListener(
    listener: (state: { isConnected?: boolean | undefined; isInternetReachable?: boolean | undefined }) => void,
  ): { remove(): void };
}

declare module "react-native" {
  export const AppState: {
    addEventListener(type: "change", listener: (state: string) => void): { remove(): void };
  };
}
