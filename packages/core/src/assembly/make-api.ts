import type { RawInput } from "../endpoint/call-bare";
import type { Route } from "../endpoint/router";
import type { Ready } from "./build-pipeline";
import type { CollectedEndpoints } from "./collect-endpoints";

/**
 * The methods of `auth.api`: each is a function with the endpoint's path and options on it.
 *
 * @param getReady gives what is ready, or a promise of it; asked with each call
 */
export function makeApi(
  endpoints: CollectedEndpoints,
  getReady: () => Ready | Promise<Ready>,
): Record<string, unknown> {
  const api: Record<string, unknown> = {};
  for (const [key, { endpoint }] of endpoints) {
    const call = async (input: RawInput = {}) => {
      const found = getReady();
      const { pipeline, routes } = found instanceof Promise ? await found : found;
      return pipeline.call(routes.get(key) as Route, input);
    };
    api[key] = Object.assign(call, { path: endpoint.path, options: endpoint.options });
  }
  return api;
}
