import { checkOptions } from "../context/check-options";
import { faultResponse } from "../endpoint/fault-response";
import { bugResponse } from "../endpoint/response";
import { BASE_ERROR_CODES } from "../error";
import { explainFault, isDatabaseFaultError } from "../fault/database-fault-error";
import type { AuthContext, BetterAuthOptions } from "../types";
import type { Ready } from "./build-pipeline";
import { collectEndpoints } from "./collect-endpoints";
import { checkConflicts } from "./conflicts/check-conflicts";
import type { DatabaseSupport } from "./database-support";
import { makeApi } from "./make-api";
import { start } from "./start";

/** An instance before the types of its options are known. */
export interface UntypedAuth {
  handler(request: Request): Promise<Response>;
  fetch(request: Request): Promise<Response>;
  api: Record<string, unknown>;
  options: BetterAuthOptions;
  readonly $context: Promise<AuthContext>;
  $Infer: object;
  $ERROR_CODES: object;
}

/** Makes an instance; it starts with its first use. */
export function createAuth(options: BetterAuthOptions, database: DatabaseSupport): UntypedAuth {
  checkOptions(options);
  checkConflicts(options);
  const plugins = options.plugins ?? [];
  const endpoints = collectEndpoints(plugins);

  let ready: Ready | undefined;
  let starting: Promise<Ready> | undefined;
  const getReady = () =>
    (starting ??= start(options, endpoints, database).then(
      (made) => {
        ready = made;
        return made;
      },
      (error: unknown) => {
        // What failed may be a database that is not up yet, so the next call tries again.
        starting = undefined;
        throw error;
      },
    ));

  const handler = async (request: Request): Promise<Response> => {
    let { pipeline } = ready ?? {};
    if (pipeline === undefined) {
      try {
        pipeline = (await getReady()).pipeline;
      } catch (error) {
        const failure = explainFault(error);
        console.error("[Better Auth]: the instance could not be made.", failure);
        return isDatabaseFaultError(failure) ? faultResponse(failure) : bugResponse();
      }
    }
    return pipeline.handle(request);
  };

  return {
    handler,
    fetch: handler,
    api: makeApi(endpoints, () => ready ?? getReady()),
    options,
    get $context() {
      return getReady().then(({ instance }) => instance.context);
    },
    $Infer: {},
    $ERROR_CODES: Object.assign({}, ...plugins.map((plugin) => plugin.$ERROR_CODES ?? {}), BASE_ERROR_CODES),
  };
}
