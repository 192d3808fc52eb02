import type { GenericEndpointContext } from "@better-auth/core/types";
import type { AuthenticationExtensionsClientInputs } from "@simplewebauthn/server";
import type { PasskeyExtensionsResolver } from "./types";

/** The extensions of one ceremony, as a member of its options. */
export async function extensionsFor(
  ctx: GenericEndpointContext,
  given: PasskeyExtensionsResolver | undefined,
): Promise<{ extensions?: AuthenticationExtensionsClientInputs }> {
  const extensions = typeof given === "function" ? await given({ ctx }) : given;
  return extensions === undefined ? {} : { extensions };
}
