import { SignJWT } from "jose/jwt/sign";
import { importPKCS8 } from "jose/key/import";
import { BetterAuthError } from "../error";
import { getPrimaryClientId } from "../oauth2/client-id";
import type { AppleOptions } from "../types";

/** Apple takes up to six months; a secret that is made when it is needed can be short-lived. */
const SECONDS_VALID = 300;

/**
 * The client secret: the one of the options, or a JWT signed with the key of the team.
 * https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret
 *
 * @throws BetterAuthError when the key is none that Apple gives out
 */
export async function appleClientSecret(options: AppleOptions): Promise<string | undefined> {
  const { clientSecret, teamId, keyId, privateKey } = options;
  if (clientSecret || !(teamId && keyId && privateKey)) return clientSecret;
  const clientId = getPrimaryClientId(options.clientId) ?? "";
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "ES256", kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience("https://appleid.apple.com")
    .setIssuedAt(now)
    .setExpirationTime(now + SECONDS_VALID)
    .sign(await importKey(privateKey));
}

async function importKey(pem: string): Promise<CryptoKey> {
  try {
    // Line ends often reach the environment as the two characters "\n".
    return await importPKCS8(pem.replaceAll("\\n", "\n"), "ES256");
  } catch (cause) {
    throw new BetterAuthError(
      "socialProviders.apple.privateKey is no key: give the text of the .p8 file, with its first and its last line.",
      { cause },
    );
  }
}
