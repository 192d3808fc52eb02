import { expect, it, vi } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { betterAuth } from "../auth";
import { resolveDynamicBaseURL } from "./resolve-base-url";

function make() {
  const log = vi.fn();
  const auth = betterAuth({
    secret: "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A",
    database: memoryAdapter({}),
    baseURL: { allowedHosts: ["*.example.com", "*.example.com:*", "*.*.*.*"] },
    logger: { log },
  });
  const ask = (host: string) => auth.handler(new Request("http://internal/api/auth/ok", { headers: { host } }));
  return { auth, ask, log };
}

it.each(["evil.example", "app.example.com.", "app.example.com:99999", "256.0.0.1", "a@app.example.com"])(
  "a request for %s is misdirected, and no fault of the server",
  async (host) => {
    const { ask } = make();
    const answer = await ask(host);
    expect([answer.status, (await answer.json()).code]).toEqual([421, "MISDIRECTED_REQUEST"]);
    expect((await ask("APP.example.com:8443")).status).toBe(200);
  },
);

it("of hosts that are not allowed the log tells once, however many come", async () => {
  const { auth, ask, log } = make();
  await auth.$context;
  log.mockClear();
  for (const host of ["evil.example", "worse.example", "evil.example"]) await ask(host);
  expect(log.mock.calls.map(([level, message]) => [level, message])).toEqual([
    ["warn", expect.stringContaining('sent to "evil.example", which is none of them. Add the host')],
  ]);
});

it("the port that goes without saying is none", () => {
  const find = (protocol: "http" | "https", host: string) =>
    resolveDynamicBaseURL({ allowedHosts: ["*.example.com"], protocol }, new Headers({ host }));
  expect(find("https", "App.example.com:443")).toBe("https://app.example.com/api/auth");
  expect(find("http", "app.example.com:80")).toBe("http://app.example.com/api/auth");
  for (const [protocol, port] of [
    ["http", 443],
    ["https", 80],
    ["https", 8443],
  ] as const)
    expect(() => find(protocol, `app.example.com:${port}`)).toThrow("which is none of them");
});

it("a direct call with such headers throws what is wrong", async () => {
  const { auth } = make();
  const call = auth.api.getSession({ headers: new Headers({ host: "evil.example" }) });
  await expect(call).rejects.toThrow('the request was sent to "evil.example"');
});
