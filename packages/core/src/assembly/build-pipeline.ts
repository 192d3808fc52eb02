import type { FindBase } from "../context/call-base";
import type { Instance } from "../context/instance";
import { createOpenCall } from "../context/open-call";
import type { dispatch } from "../endpoint/dispatch";
import type { Guards } from "../endpoint/guards";
import { indexHooks } from "../endpoint/hooks";
import { createPipeline, type Pipeline } from "../endpoint/pipeline";
import { describeRoute, type Route } from "../endpoint/router";
import { checkOrigin } from "../guard/origin";
import { createLimiter } from "../rate-limit/limiter";
import { readSessionToken } from "../session/cookie";
import { pendingAnswer, pendingTarget } from "../sign-in/pending-answer";
import type { CollectedEndpoints } from "./collect-endpoints";

/** An instance that is ready to serve. */
export interface Ready {
  readonly instance: Instance;
  readonly pipeline: Pipeline;
  readonly routes: ReadonlyMap<string, Route>;
}

function createGuards(instance: Instance, routes: readonly Route[]): Guards {
  const limiter = createLimiter({
    context: instance.context,
    plugins: instance.plugins,
    namesAccount: new Set(routes.flatMap((route) => (route.accountField && route.path) || [])),
    readSessionToken,
  });
  const disabledPaths = new Set(
    (instance.options.disabledPaths ?? []).map((path) => (path.length > 1 ? path.replace(/\/$/, "") : path)),
  );
  return {
    isDisabled: (path, template) =>
      disabledPaths.size > 0 &&
      (disabledPaths.has(template) || disabledPaths.has(path) || disabledPaths.has(path.replace(/\/$/, ""))),
    limit: limiter?.countRequest ?? (() => null),
    limitAccount: limiter?.countAccount ?? (() => null),
    checkOrigin,
    pendingAnswer,
    pendingTarget,
  };
}

/** Finds everything that depends on an instance's routes, once. */
export function buildPipeline(
  instance: Instance,
  endpoints: CollectedEndpoints,
  parts: { findBase: FindBase; dispatch: typeof dispatch },
): Ready {
  const { options, plugins, logger } = instance;
  const before = indexHooks(options.hooks?.before, plugins, "before");
  const after = indexHooks(options.hooks?.after, plugins, "after");
  const routes = [...endpoints].map(([key, { endpoint, ofPlugin }]): Route => {
    const described = describeRoute(key, endpoint, ofPlugin);
    return { ...described, before: before.forRoute(described.path), after: after.forRoute(described.path) };
  });
  const pipeline = createPipeline({
    routes,
    plugins,
    guards: createGuards(instance, routes),
    openCall: createOpenCall(instance, parts.findBase),
    logger,
    skipTrailingSlashes: options.advanced?.skipTrailingSlashes === true,
    dispatch: parts.dispatch,
    throwErrors: options.onAPIError?.throw === true,
    onBug: async (error, context = instance.context) => {
      await options.onAPIError?.onError?.(error, context);
    },
  });
  return { instance, pipeline, routes: new Map(routes.map((route) => [route.key, route])) };
}
