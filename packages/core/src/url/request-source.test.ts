import { describe, expect, it } from "vitest";
import { getHostFromSource, getProtocolFromSource, isRequestLike } from "./request-source";

const from = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

describe("the host of a request", () => {
  it.each<[Request | Headers, boolean | undefined, string | null]>([
    [from("http://a.com:3000/x"), undefined, "a.com:3000"],
    [from("http://a.com/x", { host: "b.com" }), undefined, "b.com"],
    [from("http://a.com/x", { "x-forwarded-host": "b.com" }), undefined, "a.com"],
    [from("http://a.com/x", { "x-forwarded-host": "b.com" }), true, "b.com"],
    [from("http://a.com/x", { "x-forwarded-host": "b.com, c.com" }), true, "a.com"],
    [from("http://a.com/x", { "x-forwarded-host": "b.com/evil" }), true, "a.com"],
    [new Headers({ host: "b.com", "x-forwarded-host": "c.com" }), false, "b.com"],
    [new Headers({ host: "b.com", "x-forwarded-host": "c.com" }), true, "c.com"],
    [new Headers({ host: "not a host" }), false, null],
    [new Headers(), false, null],
  ])("is what it was sent to; a proxy is believed only when told to (%#)", (source, trustProxy, host) => {
    expect(getHostFromSource(source, trustProxy)).toBe(host);
  });
});

describe("the scheme of a request", () => {
  it.each<[Request | Headers, "http" | "https" | "auto" | undefined, boolean | undefined, string]>([
    [from("http://a.com"), undefined, undefined, "http"],
    [from("https://a.com"), undefined, undefined, "https"],
    [from("http://a.com"), "https", undefined, "https"],
    [from("http://a.com", { "x-forwarded-proto": "https" }), "auto", undefined, "http"],
    [from("http://a.com", { "x-forwarded-proto": "https" }), "auto", true, "https"],
    [from("http://a.com", { "x-forwarded-proto": "gopher" }), "auto", true, "http"],
    [new Headers({ host: "a.com" }), undefined, undefined, "https"],
    [new Headers({ host: "localhost:3000" }), undefined, undefined, "http"],
    [new Headers({ host: "127.0.0.1" }), undefined, undefined, "http"],
    [new Headers(), undefined, undefined, "https"],
  ])("(%#)", (source, wanted, trustProxy, scheme) => {
    expect(getProtocolFromSource(source, wanted, trustProxy)).toBe(scheme);
  });
});

it("tells a request from what only looks like one", () => {
  expect(isRequestLike(new Request("http://a.com"))).toBe(true);
  for (const other of [new Headers(), { url: "http://a.com", headers: new Headers() }, null, {}, "x"])
    expect(isRequestLike(other)).toBe(false);
});
