import type { NodeRequest } from "./messages";

/** The body of a request that is on its way. */
export interface IncomingBody {
  /** Reads no faster than it is read. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Before the answer leaves, whose body may be this one: hangs up where too much of it may be left. */
  settle(): void;
  /** After the answer: lets what nobody wants go by, so that the next request of the connection can come. */
  discard(): void;
}

/** What is let go by. Whoever announces more, or does not say, gets no other answer on the connection. */
const MOST_DISCARDED = 65_536;

/**
 * Opens the body of a Node request.
 *
 * @param signal aborted when the client goes away
 * @param hangUp has the connection closed after the answer: called when nobody reads a body to its end that is long, or may
 *   have none
 */
export function openBody(request: NodeRequest, signal: AbortSignal, hangUp: () => void): IncomingBody {
  let isOver = false;
  const isShort = Number(request.headers["content-length"]) <= MOST_DISCARDED;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const finish = (end: () => void) => {
        if (isOver) return;
        isOver = true;
        end();
      };
      request.on("data", (chunk: Uint8Array) => {
        if (isOver) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      // The client goes away in the middle, or went before anybody listened.
      const breakOff = () => finish(() => controller.error(new Error("The request was closed before its end.")));
      request.on("end", () => finish(() => controller.close()));
      request.on("error", (error: Error) => finish(() => controller.error(error)));
      request.on("close", breakOff);
      if (signal.aborted) breakOff();
      request.pause();
    },
    pull() {
      request.resume();
    },
    cancel() {
      isOver = true;
      hangUp();
    },
  });
  return {
    stream,
    settle() {
      if (!isOver && !isShort) hangUp();
    },
    discard() {
      if (isOver) return;
      isOver = true;
      if (isShort) request.resume();
    },
  };
}
