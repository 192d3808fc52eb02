/** A value of Node's header objects: several lines of one name are a list. */
export type NodeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `IncomingMessage` of `node:http` and `node:http2`, structurally, with what Express and its body parsers add. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The whole path where a router has cut `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: NodeHeaders;
  /** Node's own type has no `encrypted`; it has the address, and types with nothing in common are not assignable. */
  readonly socket?:
    | { readonly encrypted?: boolean | undefined; readonly remoteAddress?: string | undefined }
    | null
    | undefined;
  /** What a body parser made of the body. */
  readonly body?: unknown;
  /** Somebody has read of the stream. */
  readonly readableDidRead?: boolean | undefined;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "end" | "close", listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** `ServerResponse` of `node:http` and `node:http2`, structurally. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  /** `end` was called. */
  readonly writableEnded: boolean;
  /** That of HTTP/2 has no such field, but its stream has. */
  readonly destroyed?: boolean | undefined;
  readonly stream?: { readonly destroyed?: boolean | undefined } | null | undefined;
  getHeader(name: string): number | string | readonly string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): unknown;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  destroy(error?: Error): unknown;
  on(event: string, listener: () => void): unknown;
  once(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}
