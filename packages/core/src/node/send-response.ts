import type { NodeResponse } from "./messages";

/** Waits until a full buffer has room again, or the connection is gone. */
function untilWritable(response: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.once("drain", done);
    response.once("close", done);
  });
}

async function sendBody(body: ReadableStream<Uint8Array>, response: NodeResponse): Promise<void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (response.destroyed) {
        await reader.cancel();
        return;
      }
      if (!response.write(value)) await untilWritable(response);
    }
    response.end();
  } catch (error) {
    // The status is sent already, so that only a broken connection can say that the answer is not complete.
    response.destroy(error as Error);
  }
}

/** Writes a `Response` to a Node response: the cookies line by line, and the body no faster than it is taken. */
export async function sendResponse(answer: Response, response: NodeResponse, isHead: boolean): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  if (answer.body === null || isHead) {
    await answer.body?.cancel();
    response.end();
    return;
  }
  await sendBody(answer.body, response);
}
