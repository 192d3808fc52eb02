import { describe, expect, it } from "vitest";
import { SECRET, told } from "../../../test-support/doctor-facts";
import { clientAddress } from "./client-address";

type Addresses = NonNullable<NonNullable<Parameters<typeof told>[1]["advanced"]>["ipAddress"]>;
const judge = (ipAddress: Addresses | undefined, variables = {}, isProduction = true) =>
  told(
    clientAddress,
    { baseURL: "https://shop.example.com", advanced: { ipAddress } },
    { environment: { BETTER_AUTH_SECRET: SECRET, ...variables }, isProduction },
  );

describe("the client's address", () => {
  it("is well when one header is named, or the proxies", async () => {
    expect(await judge({ ipAddressHeaders: ["cf-connecting-ip"] })).toEqual(["well: read from cf-connecting-ip"]);
    expect(await judge({ trustedProxies: ["10.0.0.0/8"] })).toEqual([
      "well: read from x-forwarded-for, behind 10.0.0.0/8",
    ]);
    expect(await judge(undefined, {}, false)).toEqual(["well: read from x-forwarded-for"]);
  });

  it.each([
    [undefined, {}, "weak: neither advanced.ipAddress.ipAddressHeaders nor trustedProxies is set"],
    [
      undefined,
      { FLY_APP_NAME: "shop" },
      "weak: the address is read from x-forwarded-for, and Fly.io says it in fly-client-ip",
    ],
    [{ ipAddressHeaders: [] }, {}, "weak: advanced.ipAddress.ipAddressHeaders is empty, so no address can be found"],
    [{ ipAddressHeaders: ["x-a", "x-b"] }, {}, "weak: x-a, x-b are all believed"],
    [
      { trustedProxies: ["0.0.0.0/0"] },
      {},
      "broken: advanced.ipAddress.trustedProxies has 0.0.0.0/0: everybody is a proxy of yours",
    ],
  ] satisfies [Addresses | undefined, object, string][])("is not with %j in %j", async (options, variables, found) => {
    expect(await judge(options, variables)).toEqual([found]);
  });

  it("says that trustedProxyHeaders do nothing beside one fixed base URL", async () => {
    const advanced = { trustedProxyHeaders: true, ipAddress: { ipAddressHeaders: ["x-real-ip"] } };
    expect((await told(clientAddress, { baseURL: "https://a.example.com", advanced }))[0]).toMatch(/does nothing/);
    const baseURL = { allowedHosts: ["a.example.com"] };
    expect(await told(clientAddress, { baseURL, advanced })).toEqual(["well: read from x-real-ip"]);
  });
});
