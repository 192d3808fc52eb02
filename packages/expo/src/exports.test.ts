import { expect, it } from "vitest";
import * as server from ".";
import * as client from "./client";

it("both entries export the documented names, and no others", () => {
  expect(Object.keys(server)).toEqual(["expo"]);
  expect(Object.keys(client).sort()).toEqual([
    "expoClient",
    "getCookie",
    "getSetCookie",
    "hasBetterAuthCookies",
    "normalizeCookieName",
    "parseSetCookieHeader",
    "setupExpoFocusManager",
    "setupExpoOnlineManager",
    "storageAdapter",
  ]);
});
