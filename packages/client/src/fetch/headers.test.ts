import { describe, expect, it } from "vitest";
import { authorizationHeader, mergeHeaders } from "./headers";
import type { Authorization } from "./options";

describe("mergeHeaders", () => {
  it("takes headers in every form, and the later one of a name in any case", () => {
    expect(
      mergeHeaders({ "X-A": "1", "x-b": "1" }, new Headers({ "X-B": "2" }), [["x-c", "3"]], undefined, { "X-C": "4" }),
    ).toEqual({ "x-a": "1", "x-b": "2", "x-c": "4" });
  });

  it("leaves out what is undefined", () => {
    expect(mergeHeaders({ a: "1" }, { a: undefined })).toEqual({ a: "1" });
  });
});

describe("authorizationHeader", () => {
  it.each([
    [{ type: "Bearer", token: "t" }, "Bearer t"],
    [{ type: "Bearer", token: () => "t" }, "Bearer t"],
    [{ type: "Bearer", token: async () => "t" }, "Bearer t"],
    [{ type: "Basic", username: "Aladdin", password: () => "open sesame" }, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
    [{ type: "Basic", username: "test", password: "123£" }, "Basic dGVzdDoxMjPCow=="], // RFC 7617 §2.1
    [{ type: "Custom", prefix: "Token", value: () => "v" }, "Token v"],
  ] satisfies [Authorization, string][])("of %j is %s", async (auth, header) => {
    expect(await authorizationHeader(auth)).toBe(header);
  });

  it("is absent without a token", async () => {
    expect(await authorizationHeader({ type: "Bearer", token: () => undefined })).toBeUndefined();
    expect(await authorizationHeader({ type: "Bearer", token: () => "" })).toBeUndefined();
    expect(await authorizationHeader(undefined)).toBeUndefined();
  });
});
