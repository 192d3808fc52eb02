import type { BaseURL } from "../url/base-url";
import { currentAmbient } from "./ambient";
import type { Instance } from "./instance";
import type { CallState, Scope } from "./scope";

const NOWHERE: BaseURL = { origin: "", basePath: "", url: "" };

/** The state of a call that starts now. */
export function createCallState(headers: Headers | undefined): CallState {
  return { headers, ipAddress: undefined, clearedTokens: null, pending: null };
}

function isScopeOf(instance: Instance, ambient: unknown): ambient is Scope {
  return typeof ambient === "object" && ambient !== null && (ambient as Partial<Scope>).instance === instance;
}

/** The scope for code that was not handed one: the call's around it, or one that belongs to no call. */
export function ambientScope(instance: Instance): Scope {
  const ambient = currentAmbient();
  if (isScopeOf(instance, ambient)) return ambient;
  return {
    instance,
    ctx: null,
    adapter: ambient?.transaction && ambient.adapter ? ambient.adapter : instance.adapter,
    transaction: ambient?.transaction ?? null,
    state: ambient?.state ?? { map: null },
    base: instance.base ?? NOWHERE,
    call: createCallState(undefined),
  };
}
