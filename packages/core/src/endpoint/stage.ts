import type { GenericEndpointContext } from "../types";
import { PARTS } from "./endpoint-context";
import { dropCookie, hasCookie, type ResponseParts } from "./response-parts";

/** What a stage of a call answers so far. Contexts that were not made here have none. */
function partsOf(ctx: GenericEndpointContext): ResponseParts | undefined {
  return (ctx as { [PARTS]?: ResponseParts })[PARTS];
}

/** Takes back what this stage of the call has queued for a cookie and its chunks. */
export function takeBackCookie(ctx: GenericEndpointContext, name: string): void {
  const parts = partsOf(ctx);
  if (parts !== undefined) dropCookie(parts, name);
}

/** Whether this stage of the call has queued a cookie, whole or in chunks. */
export function hasQueuedCookie(ctx: GenericEndpointContext, name: string): boolean {
  const parts = partsOf(ctx);
  return parts !== undefined && hasCookie(parts, name);
}
