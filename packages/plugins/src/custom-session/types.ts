import type {
  Awaitable,
  ErrorCodes,
  GenericEndpointContext,
  SessionOf,
  SessionPair,
  UserOf,
} from "@better-auth/core/types";

/** What get-session would answer: the session and its user, as the options `O` make them. */
export interface StoredSession<O> extends SessionPair<SessionOf<O> & unknown, UserOf<O> & unknown> {
  /** Only with `session.deferSessionRefresh`: a POST would extend the session now. */
  needsRefresh?: boolean | undefined;
}

/** Makes what is answered of what is stored. */
export type ShapeSession<O, Pair> = (stored: StoredSession<O>, ctx: GenericEndpointContext) => Awaitable<Pair>;

/** Options of the plugin. */
export interface CustomSessionPluginOptions {
  /** The function makes the entries of `/multi-session/list-device-sessions`, too. @default false */
  shouldMutateListDeviceSessionsEndpoint?: boolean | undefined;
}

/** Error codes of the plugin. */
export type CustomSessionErrorCodes = ErrorCodes<"CUSTOM_SESSION_FAILED">;

/** What the plugin adds to the types: what the function gives is what get-session gives. */
export interface CustomSessionTypes<Pair> {
  id: "custom-session";
  errors: CustomSessionErrorCodes;
  sessionPair: Pair;
}
