import { APIError } from "better-auth/api";
import { LONGEST_PICTURE } from "./picture.ts";

/** Where those of the providers are. */
const provided = /^https:\/\/(avatars\.githubusercontent\.com|lh3\.googleusercontent\.com)\//;
const picture = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/**
 * A database hook: the browser makes pictures small, but anybody can send anything.
 * @throws {APIError} 400 PICTURE_REFUSED
 */
export async function refuseOtherPictures({ image }: { image?: unknown }): Promise<void> {
  if (image === undefined || image === null) return;
  if (typeof image === "string" && image.length <= LONGEST_PICTURE && picture.test(image)) return;
  if (typeof image === "string" && image.length <= 1000 && provided.test(image)) return;
  throw new APIError("BAD_REQUEST", {
    code: "PICTURE_REFUSED",
    message: `A picture has to be a PNG, JPEG or WebP in a data URL of at most ${LONGEST_PICTURE} characters, or one of a provider.`,
  });
}
