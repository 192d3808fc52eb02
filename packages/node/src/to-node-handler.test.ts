import { once } from "node:events";
import * as http from "node:http";
import * as http2 from "node:http2";
import * as net from "node:net";
import { makeAuth, PASSWORD } from "test-kit";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fromNodeHeaders, type Mountable, toNodeHandler } from "./index";

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.restoreAllMocks();
});

type Listener = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;

/** A real server on a port of its own. */
async function serve(listener: Listener): Promise<number> {
  const server = http.createServer((request, response) => void listener(request, response));
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as net.AddressInfo).port;
}

interface Reply {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

function ask(
  port: number,
  method: string,
  path: string,
  body?: string,
  headers: http.OutgoingHttpHeaders = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const type =
      body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const request = http.request(
      { port, host: "127.0.0.1", method, path, headers: { host: "localhost:3000", ...type, ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Mounts a function, and keeps the last request it was given. */
async function mount(answer: (request: Request) => Promise<Response> | Response) {
  const seen: Request[] = [];
  const port = await serve(
    toNodeHandler(async (request) => {
      seen.push(request);
      return answer(request);
    }),
  );
  return { port, seen };
}

const echo = async (request: Request) => new Response(await request.text());

describe("an instance on a server of Node", () => {
  it("signs up, and reads the session that the cookies carry", async () => {
    const { auth } = await makeAuth({ session: { cookieCache: { enabled: true } } });
    const port = await serve(toNodeHandler(auth));
    const signUp = await ask(
      port,
      "POST",
      "/api/auth/sign-up/email",
      JSON.stringify({ name: "Alice", email: "alice@example.com", password: PASSWORD }),
    );
    expect(signUp.status).toBe(200);
    const cookies = signUp.headers["set-cookie"] ?? [];
    expect(cookies.map((line) => line.split("=")[0])).toEqual([
      "better-auth.session_token",
      "better-auth.session_data",
    ]);
    const cookie = cookies.map((line) => line.split(";")[0]).join("; ");
    expect(JSON.parse((await ask(port, "GET", "/api/auth/get-session", undefined, { cookie })).body).user.name).toBe(
      "Alice",
    );
    const session = await auth.api.getSession({ headers: fromNodeHeaders({ cookie, ":path": "/x", none: undefined }) });
    expect(session?.user.name).toBe("Alice");
    expect((await ask(port, "POST", "/api/auth/sign-in/email", "{")).status).toBe(400);
    expect((await ask(port, "GET", "/elsewhere")).status).toBe(404);
  });

  it("answers HEAD without a body", async () => {
    const { port } = await mount(() => new Response("text", { headers: { "x-a": "1" } }));
    const head = await ask(port, "HEAD", "/");
    expect([head.status, head.body, head.headers["x-a"]]).toEqual([200, "", "1"]);
  });

  it("works over HTTP/2", async () => {
    const server = http2.createServer((request, response) => void toNodeHandler(echo)(request, response));
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const client = http2.connect(`http://127.0.0.1:${(server.address() as net.AddressInfo).port}`);
    servers.push(client);
    const stream = client.request({ ":method": "POST", ":path": "/x" });
    stream.end("hello");
    const [headers] = await once(stream, "response");
    stream.setEncoding("utf8");
    let text = "";
    for await (const chunk of stream) text += chunk;
    expect([headers[":status"], text]).toEqual([200, "hello"]);
    const lower = client.request({ ":method": "head", ":path": "/x" });
    lower.end();
    expect((await once(lower, "response"))[0][":status"]).toBe(200);
  });
});

describe("the request that is made", () => {
  it("is for the host that it was sent to; forwarded headers stay headers", async () => {
    const { port, seen } = await mount(() => new Response());
    await ask(port, "GET", "/a?b=1", undefined, {
      host: "app.example.com:8080",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    });
    expect(seen[0]?.url).toBe("http://app.example.com:8080/a?b=1");
    expect(seen[0]?.headers.get("x-forwarded-host")).toBe("evil.example");
  });

  it.each([
    ["//evil.example/x", "http://localhost:3000//evil.example/x"],
    ["http://evil.example/x?y=1", "http://localhost:3000/x?y=1"],
    ["*", "http://localhost:3000/"],
  ])("has the path of %j, never its host", async (target, url) => {
    const { port, seen } = await mount(() => new Response());
    await raw(port, `GET ${target} HTTP/1.1\r\nhost: localhost:3000\r\nconnection: close\r\n\r\n`);
    expect(seen[0]?.url).toBe(url);
  });

  it.each(["a b", "evil.example/path", "user@evil.example", "a,b", "localhost:99999", "1.2.3.999", "[::::]"])(
    "is for localhost where the host is %j",
    async (host) => {
      const { port, seen } = await mount(() => new Response());
      await raw(port, `GET /x HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(seen[0]?.url).toBe("http://localhost/x");
    },
  );

  it("has the whole path where a router has cut it", async () => {
    const seen: string[] = [];
    const handler = toNodeHandler((request) => {
      seen.push(request.url);
      return new Response();
    });
    const port = await serve((request, response) => {
      Object.assign(request, { originalUrl: request.url, url: "/cut" });
      return handler(request, response);
    });
    await ask(port, "GET", "/api/auth/ok");
    expect(seen).toEqual(["http://localhost:3000/api/auth/ok"]);
  });

  it("has every line of a header that comes twice", () => {
    const headers = fromNodeHeaders({ "set-cookie": ["a=1", "b=2"], accept: "x" });
    expect([headers.getSetCookie(), headers.get("accept")]).toEqual([["a=1", "b=2"], "x"]);
  });

  it.each(["TRACE", "CONNECT"])("is none for %s", async (method) => {
    const handled = vi.fn(() => new Response());
    const answered: number[] = [];
    const response = {
      on: () => {},
      end: () => {},
      set statusCode(status: number) {
        answered.push(status);
      },
    };
    await toNodeHandler(handled)({ method, headers: {} } as never, response as never);
    expect([answered, handled.mock.calls]).toEqual([[405], []]);
  });
});

describe("a body", () => {
  it("arrives as it was sent, large ones too", async () => {
    const { port } = await mount(echo);
    const text = "ä".repeat(300_000);
    expect((await ask(port, "POST", "/", text)).body).toBe(text);
    const chunked = await ask(port, "POST", "/", undefined, { "transfer-encoding": "chunked" });
    expect(chunked.body).toBe("");
  });

  it("is none where there is none", async () => {
    const { port, seen } = await mount(() => new Response());
    await ask(port, "POST", "/", undefined, { "content-length": 0 });
    expect(seen[0]?.body).toBeNull();
  });

  it.each([
    ["application/json", '{"a":[1,"x"]}', (text: string) => JSON.parse(text)],
    [
      "application/x-www-form-urlencoded",
      "a=1&b=x+y&c=1&c=2",
      (text: string) => {
        const fields = new URLSearchParams(text);
        return { a: fields.get("a"), b: fields.get("b"), c: fields.getAll("c") };
      },
    ],
    ["Application/X-WWW-Form-URLEncoded", "a=1", () => ({ a: "1" })],
    ["text/plain", "plain", (text: string) => text],
    ["application/octet-stream", "bytes", (text: string) => Buffer.from(text)],
  ])("that a parser has read before arrives all the same: %s", async (type, text, parse) => {
    const handler = toNodeHandler(async (request) => {
      expect(request.headers.has("content-length")).toBe(false);
      return echo(request);
    });
    const port = await serve(async (request, response) => {
      let read = "";
      for await (const chunk of request) read += chunk;
      return handler(Object.assign(request, { body: parse(read) }), response);
    });
    expect((await ask(port, "POST", "/", text, { "content-type": type })).body).toBe(text);
  });

  it("that was read before and left nowhere is told of once, with the mend", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const handler = toNodeHandler(echo);
    const port = await serve(async (request, response) => {
      for await (const _chunk of request);
      return handler(request, response);
    });
    await ask(port, "POST", "/", undefined, { "content-length": 0 });
    expect(logged).not.toHaveBeenCalled();
    for (const _time of [1, 2]) expect((await ask(port, "POST", "/", "{}")).body).toBe("");
    expect(logged.mock.calls).toEqual([[expect.stringContaining("mend: mount the handler before what reads bodies")]]);
  });

  it("that is larger than any of ours is refused before it is read to its end, and the connection closed", async () => {
    const { auth } = await makeAuth();
    const port = await serve(toNodeHandler(auth));
    const socket = net.connect(port, "127.0.0.1");
    socket.on("error", () => {});
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(
      "POST /api/auth/sign-in/email HTTP/1.1\r\nhost: localhost:3000\r\norigin: http://localhost:3000\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
    );
    let sent = 0;
    let reply = "";
    socket.on("data", (chunk) => {
      reply += chunk;
    });
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    while (reply === "" && sent < 64) {
      socket.write(chunk);
      sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await closed;
    expect(reply).toMatch(/^HTTP\/1\.1 413 /);
    expect(reply.toLowerCase()).toContain("connection: close");
    expect(sent).toBeLessThan(64);
  });

  it("can be the body of the answer", async () => {
    const { port } = await mount((request) => new Response(request.body));
    expect((await ask(port, "POST", "/", "hello")).body).toBe("hello");
    const long = "x".repeat(200_000);
    expect((await ask(port, "POST", "/", long)).body).toBe(long);
  });

  it("that nobody reads does not stand in the way of the next request on the connection", async () => {
    const { port } = await mount(() => new Response("answer"));
    const body = "x".repeat(40_000);
    const one = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const both = await raw(port, `${one}GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(both.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  it("that breaks off is an error to whoever reads it", async () => {
    const failed = new Promise<unknown>((resolve) => {
      void serve(
        toNodeHandler(async (request) => {
          resolve(await request.text().catch((error: unknown) => error));
          return new Response();
        }),
      ).then((port) => {
        const socket = net.connect(port, "127.0.0.1");
        socket.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nabc");
        setTimeout(() => socket.destroy(), 50);
      });
    });
    expect(await failed).toBeInstanceOf(Error);
  });
});

describe("an answer", () => {
  it("that takes its time arrives chunk by chunk", async () => {
    let finish = () => {};
    const { port } = await mount(() => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("first "));
          finish = () => {
            controller.enqueue(new TextEncoder().encode("second"));
            controller.close();
          };
        },
      });
      return new Response(body);
    });
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await read()).toBe("first ");
    finish();
    expect(await read()).toBe("second");
    expect((await reader.read()).done).toBe(true);
  });

  it("is streamed, and stops when the client goes away", async () => {
    let pulled = 0;
    const cancelled = new Promise<string>((resolve) => {
      const body = () =>
        new ReadableStream<Uint8Array>({
          pull(controller) {
            pulled += 1;
            controller.enqueue(new Uint8Array(65_536));
          },
          cancel: () => resolve("cancelled"),
        });
      void mount((request) => {
        request.signal.addEventListener("abort", () => {});
        return new Response(body());
      }).then(({ port }) => {
        const socket = net.connect(port, "127.0.0.1");
        socket.on("error", () => {});
        socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
        socket.once("data", () => {
          socket.pause();
          setTimeout(() => socket.destroy(), 100);
        });
      });
    });
    expect(await cancelled).toBe("cancelled");
    // 64 KiB each: what nobody takes is not made.
    expect(pulled).toBeLessThan(400);
  });

  it("has the cookies that were set before it, and its own behind them", async () => {
    const own: [string, string][] = [
      ["set-cookie", "a=1; Path=/"],
      ["set-cookie", "b=2; Path=/"],
    ];
    const handler = toNodeHandler(
      (request) => new Response(null, { headers: request.url.endsWith("/own") ? own : [] }),
    );
    for (const before of ["theme=dark", ["theme=dark", "lang=de"]]) {
      const port = await serve((request, response) => handler(request, response.setHeader("set-cookie", before)));
      const kept = [before].flat();
      expect((await ask(port, "GET", "/")).headers["set-cookie"]).toEqual(kept);
      expect((await ask(port, "GET", "/own")).headers["set-cookie"]).toEqual([...kept, "a=1; Path=/", "b=2; Path=/"]);
    }
  });

  it("that takes long is told when the client goes away", async () => {
    const aborted = new Promise<string>((resolve) => {
      void mount(
        (request) =>
          new Promise<Response>((answer) => {
            request.signal.addEventListener("abort", () => {
              resolve("aborted");
              answer(new Response());
            });
          }),
      ).then(({ port }) => {
        const socket = net.connect(port, "127.0.0.1");
        socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
        setTimeout(() => socket.destroy(), 50);
      });
    });
    expect(await aborted).toBe("aborted");
  });

  it("that cannot be made is an empty 500, or goes to whoever handles errors", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const fails: Mountable = { handler: () => Promise.reject(new Error("secret detail")) };
    const port = await serve(toNodeHandler(fails));
    const reply = await ask(port, "GET", "/");
    expect([reply.status, reply.body]).toEqual([500, ""]);
    expect(logged).toHaveBeenCalledOnce();
    const withNext = await serve((request, response) =>
      toNodeHandler(fails)(request, response, (error) => response.end(`next: ${(error as Error).message}`)),
    );
    expect((await ask(withNext, "GET", "/")).body).toBe("next: secret detail");
  });

  it("that breaks off breaks the connection, so that nobody takes it for the whole", async () => {
    const { port } = await mount(() => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode("half")),
        pull: (controller) => controller.error(new Error("broke")),
      });
      return new Response(body);
    });
    await expect(ask(port, "GET", "/")).rejects.toThrow();
  });
});

/** Sends bytes as they are, and reads until the server hangs up. */
async function raw(port: number, text: string): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  socket.write(text);
  let reply = "";
  for await (const chunk of socket) reply += chunk;
  return reply;
}
