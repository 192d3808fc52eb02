/**
 * Every public type of the client, for the packages that bind it to a framework: their users name them, too.
 *
 * @module
 */
export type {
  Account,
  BaseErrorCode,
  ChangePasswordBody,
  ChangePasswordResult,
  ErrorCode,
  ErrorCodes,
  GetSessionQuery,
  Session,
  SessionPair,
  SignInEmailBody,
  SignInEmailResult,
  SignOutBody,
  SignOutResult,
  SignUpEmailBody,
  SignUpEmailResult,
  StatusResult,
  UpdateUserBody,
  User,
  Verification,
} from "@better-auth/core/types";
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
export type { BaseURLOptions } from "./base-url/base-url";
export type {
  Authorization,
  BetterFetch,
  BetterFetchOption,
  BetterFetchPlugin,
  BetterFetchResponse,
  ClientError,
  ClientFailure,
  ClientSuccess,
  ErrorContext,
  ExponentialRetry,
  FetchChange,
  FetchEsque,
  FetchHooks,
  FetchSchemas,
  HeaderInit,
  Lazy,
  LinearRetry,
  RequestContext,
  ResponseContext,
  RetryCondition,
  RetryOptions,
  SuccessContext,
} from "./fetch/options";
export type { ParseJSONOptions } from "./fetch/parse-json";
export type { InferredPlugin, OptionsOf } from "./plugins/infer-plugin";
export type {
  BroadcastChannel,
  BroadcastListener,
  BroadcastMessage,
  SessionTrigger,
} from "./session/broadcast-channel";
export type { FocusListener, FocusManager } from "./session/focus-manager";
export type { OnlineListener, OnlineManager } from "./session/online-manager";
export type { SessionRefreshInput, SessionRefreshManager } from "./session/refresh-manager";
export type { SessionRefreshOptions } from "./session/watch-session";
export type { AuthQueryAtom, AuthQueryState, RefetchParameters, Signal, SignalSource } from "./store/query";
export type { AuthClient } from "./types/auth-client";
export type {
  BaseClient,
  GetSessionInput,
  RevokeSessionInput,
  SignInMethods,
  SignUpMethods,
} from "./types/base-client";
export type { CallOptions, ClientMethod, OptionalClientMethod } from "./types/client-method";
export type { BetterAuthClientOptions } from "./types/client-options";
export type {
  BetterAuthClientPlugin,
  ClientAtomListener,
  ClientPlugin,
  ClientPluginTypes,
  ClientStore,
} from "./types/client-plugin";
