import type { NodeRequest } from "./messages";

/** The body of a request that is on its way. */
export interface IncomingBody {
  /** Reads no faster than it is read. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Lets what nobody wants go by, so that the next request of the connection can come. */
  discard(): void;
}

/** What is let go by. Whoever announces more, or does not say, gets no other answer on the connection. */
const MOST_DISCARDED = 65_536;

/**
 * Opens the body of a Node request.
 *
 * @param hangUp has the connection closed after the answer: called when nobody reads a body to its end that is long, or may
 *   have none
 */
export function openBody(request: NodeRequest, hangUp: () => void): IncomingBody {
  let isOver = false;
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
      request.on("end", () => finish(() => controller.close()));
      request.on("error", (error: Error) => finish(() => controller.error(error)));
      // The client went away in the middle.
      request.on("close", () => finish(() => controller.error(new Error("The request was closed before its end."))));
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
    discard() {
      if (isOver) return;
      isOver = true;
      if (Number(request.headers["content-length"]) <= MOST_DISCARDED) request.resume();
      else hangUp();
    },
  };
}
