import { describe, expect, it } from "vitest";
import type { AdvancedOptions } from "../types";
import { getIP } from "./client-ip";

const read = (headers: Record<string, string>, ipAddress: AdvancedOptions["ipAddress"] = {}) =>
  getIP(new Headers(headers), { advanced: { ipAddress } });
const from = (value: string, options?: AdvancedOptions["ipAddress"]) => read({ "x-forwarded-for": value }, options);

describe("the client's address", () => {
  it("is a single hop, in its one spelling, an IPv6 address as its network", () => {
    expect(from("198.51.100.1")).toBe("198.51.100.1");
    expect(from("::ffff:198.51.100.1")).toBe("198.51.100.1");
    expect(from("2001:DB8:1:2::1")).toBe("2001:0db8:0001:0002:0000:0000:0000:0000");
    expect(from("2001:db8:1:2::1", { ipv6Subnet: 48 })).toBe("2001:0db8:0001:0000:0000:0000:0000:0000");
    expect(from("2001:db8:1:2::1", { ipv6Subnet: 128 })).toBe("2001:0db8:0001:0002:0000:0000:0000:0001");
  });

  it("is read from a request as well", () => {
    const request = new Request("http://localhost/", { headers: { "x-forwarded-for": "198.51.100.1" } });
    expect(getIP(request, {})).toBe("198.51.100.1");
  });

  it("is not taken from a list of hops unless proxies are trusted (advisory 40)", () => {
    expect(from("6.6.6.6, 198.51.100.2, 10.0.0.1")).toBeNull();
    expect(from("6.6.6.6, 198.51.100.2", { trustedProxies: [] })).toBeNull();
  });

  it("is the rightmost hop that is no trusted proxy, whatever the client wrote left of it (advisory 40)", () => {
    const trustedProxies = ["10.0.0.0/8", "2001:db8:ffff::/48"];
    for (const spoofed of ["6.6.6.6, ", "10.0.0.9, ", "nonsense, ", "198.51.100.7, 10.0.0.3, ", ""]) {
      expect(from(`${spoofed}198.51.100.2, 10.0.0.2,2001:db8:ffff::1`, { trustedProxies }), spoofed).toBe(
        "198.51.100.2",
      );
    }
    expect(from("6.6.6.6, 198.51.100.2", { trustedProxies })).toBe("198.51.100.2");
  });

  it("is not there when every hop is a proxy, or what a proxy was reached from is no address", () => {
    const trustedProxies = ["10.0.0.1", "10.0.0.2"];
    expect(from("10.0.0.2, 10.0.0.1", { trustedProxies })).toBeNull();
    expect(from("10.0.0.1", { trustedProxies })).toBeNull();
    expect(from("6.6.6.6, nonsense, 10.0.0.1", { trustedProxies })).toBeNull();
    expect(from("6.6.6.6, 10.0.0.1,", { trustedProxies })).toBeNull();
  });

  it("is read from the headers that the options name only, in their order", () => {
    const headers = { "x-real-ip": "198.51.100.3", "x-client": "unknown" };
    expect(read(headers)).toBeNull();
    expect(read(headers, { ipAddressHeaders: ["x-real-ip"] })).toBe("198.51.100.3");
    expect(read(headers, { ipAddressHeaders: ["x-client", "x-real-ip"] })).toBe("198.51.100.3");
    expect(read(headers, { ipAddressHeaders: [] })).toBeNull();
  });

  it("is nobody's business when tracking is turned off", () => {
    expect(from("198.51.100.1", { disableIpTracking: true })).toBeNull();
  });
});
