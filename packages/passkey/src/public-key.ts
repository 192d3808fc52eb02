/** Bytes of an RSA modulus: 2048 to 8192 bits. */
const MODULUS = { least: 256, most: 1024 };

/**
 * Whether a COSE key can check a signature (WebAuthn §7.1): attestation "none" shows nothing of it, so it is imported once
 * before it is stored. Only the algorithms that are offered count.
 */
export async function isUsableKey(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { cose, decodeCredentialPublicKey, isoBase64URL } = await import("@simplewebauthn/server/helpers");
  const text = (member: Uint8Array<ArrayBuffer> | undefined) => isoBase64URL.fromBuffer(member ?? new Uint8Array());
  const imports = async (key: JsonWebKey, algorithm: Parameters<SubtleCrypto["importKey"]>[2]) => {
    await crypto.subtle.importKey("jwk", key, algorithm, false, ["verify"]);
    return true;
  };
  try {
    const key = decodeCredentialPublicKey(bytes);
    if (cose.isCOSEPublicKeyEC2(key)) {
      const [x, y] = [text(key.get(cose.COSEKEYS.x)), text(key.get(cose.COSEKEYS.y))];
      return await imports({ kty: "EC", crv: "P-256", x, y }, { name: "ECDSA", namedCurve: "P-256" });
    }
    if (cose.isCOSEPublicKeyOKP(key)) {
      return await imports({ kty: "OKP", crv: "Ed25519", x: text(key.get(cose.COSEKEYS.x)) }, { name: "Ed25519" });
    }
    if (!cose.isCOSEPublicKeyRSA(key)) return false;
    const [modulus, exponent] = [key.get(cose.COSEKEYS.n), key.get(cose.COSEKEYS.e)];
    const length = modulus?.length ?? 0;
    if (length < MODULUS.least || length > MODULUS.most) return false;
    const jwk = { kty: "RSA", n: text(modulus), e: text(exponent) };
    return await imports(jwk, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" });
  } catch {
    return false;
  }
}
