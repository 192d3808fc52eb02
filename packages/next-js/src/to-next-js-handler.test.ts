import { describe, expect, it } from "vitest";
import { toNextJsHandler } from "./to-next-js-handler";

const handler = async (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname}`);
const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

describe("toNextJsHandler", () => {
  it.each(methods)("answers %s with the instance", async (method) => {
    const response = await toNextJsHandler({ handler })[method](
      new Request("http://localhost/api/auth/ok", { method }),
    );
    expect(await response.text()).toBe(`${method} /api/auth/ok`);
  });

  it("takes a handler by itself", async () => {
    const response = await toNextJsHandler(handler).GET(new Request("http://localhost/api/auth/ok"));
    expect(await response.text()).toBe("GET /api/auth/ok");
  });

  it("has no other methods", () => {
    expect(Object.keys(toNextJsHandler(handler))).toEqual(methods);
  });
});
