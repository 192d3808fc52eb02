import { describe, expect, it } from "vitest";
import { addressFromHeaders, canonicalAddress, subnetOf } from "./ip";

const from = (value: string | null, options = {}) =>
  addressFromHeaders(new Headers(value === null ? {} : { "x-forwarded-for": value }), options);

describe("client addresses", () => {
  it("writes every spelling of an address the same way", () => {
    const spellings = ["2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8:0000:0000:0000:0000:0000:0001"];
    expect(new Set(spellings.map(canonicalAddress)).size).toBe(1);
    expect(canonicalAddress("::ffff:198.51.100.9")).toBe("198.51.100.9");
    expect(canonicalAddress("::ffff:c633:6409")).toBe("198.51.100.9");
  });

  it.each([
    "",
    "unknown",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "::1::",
    "2001:db8",
    "12345::",
    "1:2:3:4:5:6:7:8:9",
    "<script>",
  ])("takes %j for no address", (text) => expect(canonicalAddress(text)).toBeNull());

  it("puts all addresses of a /64 into one network", () => {
    const network = (text: string) => subnetOf(canonicalAddress(text) as string, 64);
    expect(network("2001:db8:1:2::1")).toBe(network("2001:db8:1:2:ffff::2"));
    expect(network("2001:db8:1:2::1")).not.toBe(network("2001:db8:1:3::1"));
    expect(subnetOf("198.51.100.1", 64)).toBe("198.51.100.1");
  });

  it("believes a single hop", () => expect(from("198.51.100.1")).toBe("198.51.100.1"));

  it("believes a list of hops only past the proxies it trusts", () => {
    expect(from("6.6.6.6, 198.51.100.2, 10.0.0.1")).toBeNull();
    expect(from("6.6.6.6, 198.51.100.2, 10.0.0.1", { trustedProxies: ["10.0.0.0/8"] })).toBe("198.51.100.2");
    expect(from("10.0.0.2, 10.0.0.1", { trustedProxies: ["10.0.0.0/8"] })).toBeNull();
    expect(from("6.6.6.6, nonsense, 10.0.0.1", { trustedProxies: ["10.0.0.1"] })).toBeNull();
  });

  it("reads no header that the options do not name", () => {
    const headers = new Headers({ "x-real-ip": "198.51.100.3" });
    expect(addressFromHeaders(headers, {})).toBeNull();
    expect(addressFromHeaders(headers, { ipAddressHeaders: ["x-real-ip"] })).toBe("198.51.100.3");
    expect(from("198.51.100.1", { disableIpTracking: true })).toBeNull();
  });
});
