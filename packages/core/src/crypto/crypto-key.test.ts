import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { getCryptoKey } from "./crypto-key";
import { makeSignature } from "./keyring";

it("a secret becomes a key for HMAC-SHA-256 that cannot be read out", async () => {
  const key = await getCryptoKey("sécret");
  expect(key).toMatchObject({
    type: "secret",
    extractable: false,
    algorithm: { name: "HMAC", hash: { name: "SHA-256" } },
  });
  expect([...key.usages].sort()).toEqual(["sign", "verify"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode("value"));
  expect(Buffer.from(signature).toString("base64")).toBe(await makeSignature("value", "sécret"));
  const ofBytes = await getCryptoKey(new TextEncoder().encode("sécret"));
  expect(Buffer.from(await crypto.subtle.sign("HMAC", ofBytes, new TextEncoder().encode("value")))).toEqual(
    Buffer.from(signature),
  );
});

it("a signature is HMAC-SHA-256 in padded base64", async () => {
  // Signed by the reference release with the same secret.
  expect(await makeSignature("value", "old-secret-old-secret-old-secret")).toBe(
    "PN2WFjq2q/39oOosT0m5VcX/cmIhBMo06ioKu+2LciY=",
  );
  expect(await makeSignature("é", "k")).toBe(createHmac("sha256", "k").update("é").digest("base64"));
});
