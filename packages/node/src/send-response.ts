import type { NodeResponse } from "./messages";

/** Waits until a full buffer has room again, or the client is gone. */
function untilWritable(response: NodeResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    response.once("drain", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

async function sendBody(body: ReadableStream<Uint8Array>, response: NodeResponse, signal: AbortSignal): Promise<void> {
  const reader = body.getReader();
  // At once, not with the next chunk: a stream that waits for news would hold what it has for as long as there are none.
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (signal.aborted) break;
      if (done) return void response.end();
      if (!response.write(value)) await untilWritable(response, signal);
    }
    stop();
  } catch (error) {
    // The status is sent already, so that only a broken connection can say that the answer is not complete.
    response.destroy(error as Error);
  }
}

/**
 * Writes a `Response` to a Node response: the cookies line by line, and the body no faster than it is taken.
 *
 * @param signal aborted when the client goes away
 */
export async function sendResponse(
  answer: Response,
  response: NodeResponse,
  { isHead, signal }: { isHead: boolean; signal: AbortSignal },
): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) {
    // Middleware may have set some before: the answer's come behind, so that they win.
    const before = [response.getHeader("set-cookie") ?? []].flat().map(String);
    response.setHeader("set-cookie", [...before, ...cookies]);
  }
  if (answer.body === null || isHead) {
    await answer.body?.cancel();
    response.end();
    return;
  }
  await sendBody(answer.body, response, signal);
}
