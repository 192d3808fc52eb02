import { expect, it } from "vitest";
import * as server from ".";
import * as client from "./client";

it("both entries export the documented names, and no others", () => {
  expect(Object.keys(server).sort()).toEqual([
    "PASSKEY_ERROR_CODES",
    "commonAuthenticatorNames",
    "getAuthenticatorName",
    "passkey",
  ]);
  expect(Object.keys(client).sort()).toEqual(["PASSKEY_ERROR_CODES", "getPasskeyActions", "passkeyClient"]);
});
