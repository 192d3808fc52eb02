import { describe, expect, it } from "vitest";
import { credentials, withPerson } from "./person.test-support";
import { inRequest } from "./start-request.test-support";
import { toSolidStartHandler } from "./to-solid-start-handler";

const handler = async (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname}`);
const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

describe("toSolidStartHandler", () => {
  it.each(methods)("answers %s with the instance", async (method) => {
    const request = new Request("http://localhost/api/auth/ok", { method });
    const response = await toSolidStartHandler({ handler })[method]({ request });
    expect(await response.text()).toBe(`${method} /api/auth/ok`);
  });

  it("takes a handler by itself, and the event of a request", async () => {
    const { result } = await inRequest((event) => toSolidStartHandler(handler).GET(event));
    expect(await result.text()).toBe("GET /");
  });

  it("has no other methods", () => {
    expect(Object.keys(toSolidStartHandler(handler))).toEqual(methods);
  });

  it("gives the cookies of the instance once, beside the plugin", async () => {
    const { auth } = await withPerson();
    const request = new Request("http://localhost:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://localhost:3000" },
      body: JSON.stringify(credentials),
    });
    const { result, setCookies } = await inRequest(() => toSolidStartHandler(auth).POST({ request }));
    expect(result.headers.getSetCookie()).toHaveLength(1);
    expect(setCookies).toEqual([]);
  });
});
