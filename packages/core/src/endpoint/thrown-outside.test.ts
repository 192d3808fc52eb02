import { expect, it, vi } from "vitest";
import { APIError, createAuthEndpoint } from "../api";
import { makeAuth, ORIGIN } from "../test-support/instance";
import type { BetterAuthOptions } from "../types";

const refuse = async (): Promise<never> => {
  throw new APIError("FORBIDDEN", { code: "CLOSED", message: "Come back on Monday" }, { "x-why": "weekend" });
};

const places = (fail: () => Promise<never>): [string, Partial<BetterAuthOptions>][] => [
  ["onRequest of a plugin", { plugins: [{ id: "p", onRequest: fail }] }],
  ["onResponse of a plugin", { plugins: [{ id: "p", onResponse: fail }] }],
  ["trustedOrigins", { trustedOrigins: fail }],
  ["a rule of the rate limit", { rateLimit: { enabled: true, customRules: { "/ok": fail } } }],
];

it.each(places(refuse))("an expected failure of %s is answered as such, and no bug", async (_place, options) => {
  const log = vi.fn();
  const onError = vi.fn();
  const { browser } = await makeAuth({ ...options, onAPIError: { onError }, logger: { log } } as object);
  log.mockClear();
  const answer = await browser().get("/ok");
  expect(answer).toMatchObject({ status: 403, body: { code: "CLOSED", message: "Come back on Monday" } });
  expect(answer.headers.get("x-why")).toBe("weekend");
  expect(log.mock.calls.filter(([level]) => level === "error")).toEqual([]);
  expect(onError).not.toHaveBeenCalled();
});

const broken = new TypeError("a bug");
const breakDown = async (): Promise<never> => {
  throw broken;
};

it.each(places(breakDown))("a bug of %s is told to onAPIError.onError, once", async (_place, options) => {
  const onError = vi.fn();
  const { browser } = await makeAuth({ ...options, onAPIError: { onError } } as object);
  expect((await browser().get("/ok")).status).toBe(500);
  expect(onError.mock.calls).toEqual([[broken, expect.objectContaining({ baseURL: `${ORIGIN}/api/auth` })]]);
});

it("an onAPIError.onError that fails is logged, and changes no answer", async () => {
  const log = vi.fn();
  const unavailable = createAuthEndpoint("/unavailable", { method: "GET" }, () => {
    throw Object.assign(new Error("gone"), { code: "57P01", severity: "FATAL" });
  });
  const plugins = [{ id: "p", endpoints: { unavailable } }];
  const { browser } = await makeAuth({ plugins, onAPIError: { onError: breakDown }, logger: { log } });
  log.mockClear();
  expect(await browser().get("/unavailable")).toMatchObject({ status: 503, body: { code: "DATABASE_UNAVAILABLE" } });
  expect(log.mock.calls.map(([, message]) => message)).toEqual([
    "GET /unavailable failed.",
    "onAPIError.onError failed.",
  ]);
});

it("an APIError of onAPIError.onError is the answer", async () => {
  const { browser } = await makeAuth({ trustedOrigins: breakDown, onAPIError: { onError: refuse } });
  expect(await browser().get("/ok")).toMatchObject({ status: 403, body: { code: "CLOSED" } });
});
