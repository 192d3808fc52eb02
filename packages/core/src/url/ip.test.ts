import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddressRange } from "./address-range";
import { canonicalAddress, subnetOf } from "./ip";

describe("addresses", () => {
  it("are written one way, whatever the spelling (advisory 8)", () => {
    const spellings = [
      "2001:db8::1",
      "2001:DB8:0:0:0:0:0:1",
      "2001:0db8:0000:0000:0000:0000:0000:0001",
      " 2001:db8::1 ",
    ];
    expect(new Set(spellings.map(canonicalAddress))).toEqual(new Set(["2001:0db8:0000:0000:0000:0000:0000:0001"]));
    const mapped = ["::ffff:198.51.100.9", "::FFFF:C633:6409", "0:0:0:0:0:ffff:c633:6409", "198.51.100.9"];
    expect(new Set(mapped.map(canonicalAddress))).toEqual(new Set(["198.51.100.9"]));
  });

  it("come back as themselves from every spelling of eight groups", () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, fc.boolean(), (values, upper) => {
        const short = values.map((value) => value.toString(16)).join(":");
        const long = values.map((value) => value.toString(16).padStart(4, "0")).join(":");
        expect(canonicalAddress(upper ? short.toUpperCase() : short)).toBe(canonicalAddress(long));
        // The first run of zeros, left out.
        const packed = `:${short}:`.replace(/(:0)+:/, "::").replace(/^:(?!:)|(?<!:):$/g, "");
        expect(canonicalAddress(packed)).toBe(canonicalAddress(long));
      }),
    );
  });

  it.each([
    "",
    "unknown",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "01.2.3.4",
    "1.2.3.004",
    "0x1.2.3.4",
    "1.2.3.4:80",
    "::1::",
    ":::",
    "2001:db8",
    "12345::",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "[::1]",
    "fe80::1%eth0",
    "::ffff:1.2.3",
    "<script>",
  ])("are not %j", (text) => expect(canonicalAddress(text)).toBeNull());

  it("of a /64 are one network, and of another prefix as it says", () => {
    const network = (text: string, prefix?: number) => subnetOf(canonicalAddress(text) as string, prefix);
    expect(network("2001:db8:1:2::1")).toBe(network("2001:db8:1:2:ffff::2"));
    expect(network("2001:db8:1:2::1")).not.toBe(network("2001:db8:1:3::1"));
    expect(network("2001:db8:1:2::1", 48)).toBe(network("2001:db8:1:3::1", 48));
    expect(network("2001:db8:1:2::1", 63)).toBe(network("2001:db8:1:3::1", 63));
    expect(network("2001:db8::1", 128)).not.toBe(network("2001:db8::2", 128));
    expect(network("198.51.100.1")).toBe("198.51.100.1");
  });
});

describe("ranges of addresses", () => {
  const isIn = (range: string, address: string) => parseAddressRange(range)?.(canonicalAddress(address) as string);

  it.each([
    ["10.0.0.0/8", "10.255.1.2", "11.0.0.1"],
    ["10.0.0.1", "10.0.0.1", "10.0.0.2"],
    ["10.0.0.0/31", "::ffff:10.0.0.1", "10.0.0.2"],
    ["::ffff:10.0.0.0/104", "10.9.9.9", "11.0.0.1"],
    ["172.16.0.0/12", "172.31.255.255", "172.32.0.0"],
    ["2001:db8::/32", "2001:DB8:ffff::1", "2001:db9::1"],
    ["::1", "0:0:0:0:0:0:0:1", "::2"],
    ["2001:db8:1:2::/65", "2001:db8:1:2:7fff::1", "2001:db8:1:2:8000::1"],
    ["0.0.0.0/0", "255.255.255.255", "::1"],
    ["::/0", "ffff::1", "1.2.3.4"],
  ])("%s has %s and not %s", (range, inside, outside) => {
    expect([isIn(range, inside), isIn(range, outside)]).toEqual([true, false]);
  });

  it.each([
    "",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
    "10.0.0.0/1e1",
    "::/129",
    "::ffff:10.0.0.0/8",
    "loopback",
    "10.*",
  ])("are not %j", (text) => expect(parseAddressRange(text)).toBeNull());
});
