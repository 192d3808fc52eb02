import { expect, it } from "vitest";
import { commonAuthenticatorNames, getAuthenticatorName } from ".";

it("names authenticators that are known", () => {
  expect(getAuthenticatorName("bada5566-a7aa-401f-bd96-45619a55120d")).toBe("1Password");
  expect(getAuthenticatorName("BADA5566-A7AA-401F-BD96-45619A55120D")).toBe("1Password");
  for (const aaguid of Object.keys(commonAuthenticatorNames)) {
    expect(aaguid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  }
});

it.each([undefined, null, "", "00000000-0000-0000-0000-000000000000", "toString", "__proto__"])(
  "does not know %j",
  (aaguid) => {
    expect(getAuthenticatorName(aaguid)).toBeUndefined();
  },
);
