import { hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { LEGACY, NEW, OLD, rotated } from "./fixtures/secrets";
import { derivePurposeKey, type Purpose } from "./purpose-key";
import { symmetricDecrypt, symmetricEncrypt } from "./symmetric";

/** Every purpose once: a new one without its line here does not compile. */
const table: Record<Purpose, true> = {
  "oauth-state-cookie": true,
  "oauth-link-session-token": true,
  "oauth-proxy-profile": true,
  "oauth-proxy-package": true,
  "oauth-proxy-state": true,
  "provider-sign-in": true,
};
const purposes = Object.keys(table) as Purpose[];

describe("keys of a purpose", () => {
  it("are derived as the contract says", async () => {
    for (const purpose of purposes) {
      const expected = hkdfSync("sha256", OLD, "better-auth:oauth-encryption:v1", `better-auth:${purpose}:v1`, 32);
      expect(await derivePurposeKey(OLD, purpose)).toBe(Buffer.from(expected).toString("hex"));
    }
  });

  it("rotate with the secrets that they are derived from", async () => {
    const [purpose] = purposes as [Purpose];
    const derived = await derivePurposeKey(rotated, purpose);
    expect(derived).toEqual({
      keys: new Map([
        [2, await derivePurposeKey(NEW, purpose)],
        [1, await derivePurposeKey(OLD, purpose)],
      ]),
      currentVersion: 2,
      legacySecret: await derivePurposeKey(LEGACY, purpose),
    });
    const { legacySecret: _, ...withoutLegacy } = rotated;
    expect(await derivePurposeKey(withoutLegacy, purpose)).not.toHaveProperty("legacySecret");
    const data = await symmetricEncrypt({ key: await derivePurposeKey(OLD, purpose), data: "state" });
    expect(await symmetricDecrypt({ key: derived, data })).toBe("state");
  });

  describe.each([
    ["one secret", OLD],
    ["secrets in rotation", rotated],
  ])("with %s", (_name, secrets) => {
    it.each(purposes)("what is sealed for %s opens for nothing else (advisory 18)", async (purpose) => {
      const data = await symmetricEncrypt({ key: await derivePurposeKey(secrets, purpose), data: "sealed" });
      expect(await symmetricDecrypt({ key: await derivePurposeKey(secrets, purpose), data })).toBe("sealed");
      for (const other of purposes.filter((one) => one !== purpose)) {
        await expect(symmetricDecrypt({ key: await derivePurposeKey(secrets, other), data })).rejects.toThrow();
      }
      await expect(symmetricDecrypt({ key: secrets, data })).rejects.toThrow();
    });

    it("what is encrypted with the secret itself opens for no purpose (advisory 18)", async () => {
      const data = await symmetricEncrypt({ key: secrets, data: "stored" });
      for (const purpose of purposes) {
        await expect(symmetricDecrypt({ key: await derivePurposeKey(secrets, purpose), data })).rejects.toThrow();
      }
    });
  });
});
