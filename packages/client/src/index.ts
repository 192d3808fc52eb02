export type { Account, ErrorCode, Session, SessionPair, User, Verification } from "@better-auth/core/types";
export type {
  Atom,
  ListenableStore,
  MapStore,
  PreinitializedMapStore,
  PreinitializedWritableAtom,
  ReadableAtom,
  Store,
  StoreValue,
  WritableAtom,
  WritableStore,
} from "nanostores";
export { createAuthClient } from "./client/create-auth-client";
export { BetterFetchError } from "./fetch/better-fetch-error";
export type * from "./fetch/options";
export { type ParseJSONOptions, parseJSON } from "./fetch/parse-json";
export type { InferredPlugin, OptionsOf } from "./plugins/infer-plugin";
export { InferAuth, InferPlugin } from "./plugins/infer-plugin";
export type {
  BroadcastChannel,
  BroadcastListener,
  BroadcastMessage,
  SessionTrigger,
} from "./session/broadcast-channel";
export { getGlobalBroadcastChannel, kBroadcastChannel } from "./session/broadcast-channel";
export { type FocusListener, type FocusManager, kFocusManager } from "./session/focus-manager";
export { kOnlineManager, type OnlineListener, type OnlineManager } from "./session/online-manager";
export type { SessionRefreshInput, SessionRefreshManager } from "./session/refresh-manager";
export { createSessionRefreshManager } from "./session/refresh-manager";
export type { SessionRefreshOptions } from "./session/watch-session";
export { isJsonEqual, withEquality } from "./store/equality";
export type { AuthQueryAtom, AuthQueryState, RefetchParameters, Signal, SignalSource } from "./store/query";
export { useAuthQuery } from "./store/query";
export type { AuthClient } from "./types/auth-client";
export type { BaseClient, SignInMethods, SignUpMethods } from "./types/base-client";
export type { CallOptions, ClientMethod, OptionalClientMethod } from "./types/client-method";
export type { BetterAuthClientOptions } from "./types/client-options";
export type {
  BetterAuthClientPlugin,
  ClientAtomListener,
  ClientPlugin,
  ClientPluginTypes,
  ClientStore,
} from "./types/client-plugin";
