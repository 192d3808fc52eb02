import { runInAmbient } from "../context/ambient";
import { UnknownHostError } from "../context/call-base";
import type { OpenCall } from "../context/open-call";
import { SCOPE, type Scope, scopeOfContext } from "../context/scope";
import { APIError, isAPIError } from "../error";
import { explainFault } from "../fault/database-fault-error";
import { warnOnce } from "../logger/warn-once";
import type { AuthContext, BetterAuthPlugin, Logger, Middleware } from "../types";
import { pathOf, pathUnder, queryOf } from "../url/path";
import { answerFailure, type FailureListeners } from "./answer-failure";
import { parseBody, requireUnreadBody } from "./body";
import { callResult, type RawInput, readCallInput } from "./call-bare";
import type { dispatch } from "./dispatch";
import { type CallInput, createEndpointContext } from "./endpoint-context";
import type { Guards } from "./guards";
import { hintAtMount } from "./mounting-hint";
import { errorResponse, toResponse, withoutBody } from "./response";
import { createResponseParts } from "./response-parts";
import { createRouter, matchTemplate, parseTemplate, type Route, type RouteMatch } from "./router";
import { requireCallInput } from "./validation";

/** What the pipeline is made of. */
export interface PipelineParts extends FailureListeners {
  readonly routes: readonly Route[];
  readonly plugins: readonly BetterAuthPlugin[];
  readonly guards: Guards;
  readonly openCall: OpenCall;
  readonly skipTrailingSlashes: boolean;
  /** The line from the before-hooks to the after-hooks. */
  readonly dispatch: typeof dispatch;
}

/** Both ways in. */
export interface Pipeline {
  /** Answers a request. */
  handle(request: Request): Promise<Response>;
  /** A direct call of a route. */
  call(route: Route, input: RawInput): Promise<unknown>;
}

interface PluginMiddleware {
  readonly segments: ReturnType<typeof parseTemplate>;
  readonly middleware: Middleware;
}

/** How little a part of a pattern matches; what has a name matches less than "*" and "**". */
function narrownessOf(segment: ReturnType<typeof parseTemplate>[number]): string {
  if (segment.kind === "literal") return "4";
  const isNamed = !/^(?:_|\d+)$/.test(segment.name);
  return String((segment.kind === "rest" ? 0 : 2) + (isNamed ? 1 : 0));
}

/** Broad patterns before narrow ones, decided by the first part where they differ; ties in the order of the plugins. */
function orderMiddlewares(plugins: readonly BetterAuthPlugin[]): readonly PluginMiddleware[] {
  return plugins
    .flatMap((plugin) => plugin.middlewares ?? [])
    .map(({ path, middleware }) => {
      const segments = parseTemplate(path);
      return { segments, middleware, order: segments.map(narrownessOf).join("") };
    })
    .sort((a, b) => (a.order === b.order ? 0 : a.order < b.order ? -1 : 1));
}

const notFound = () => new Response(null, { status: 404, statusText: "Not Found" });
const disabled = () =>
  new Response("Not Found", { status: 404, statusText: "Not Found", headers: { "content-type": "text/plain" } });

function methodNotAllowed(match: RouteMatch): Response {
  const methods = [...match.byMethod.keys()];
  if (methods.includes("GET")) methods.push("HEAD");
  return new Response(null, { status: 405, statusText: "Method Not Allowed", headers: { allow: methods.join(", ") } });
}

function tooManyRequests(seconds: number): Response {
  const body = { message: "Too many requests. Please try again later.", code: "TOO_MANY_REQUESTS" };
  return new Response(JSON.stringify(body), {
    status: 429,
    statusText: "Too Many Requests",
    headers: { "content-type": "application/json", "x-retry-after": String(seconds), "retry-after": String(seconds) },
  });
}

/** For a host that is not among ours. Whoever sends such requests cannot fill the log. */
function misdirected(error: UnknownHostError, logger: Logger): Response {
  warnOnce(logger, "host", () => error.message);
  const body = { message: "The host of the request is not served here", code: "MISDIRECTED_REQUEST" };
  return errorResponse(new APIError("MISDIRECTED_REQUEST", body), createResponseParts());
}

/** A request, found in the table of routes. */
interface Located {
  /** Below the base path. */
  readonly path: string;
  /** The route that the path is an alias of, when it is one that guards have to see. */
  readonly guarded: RouteMatch | null;
  /** The route that answers. */
  readonly match: RouteMatch | null;
}

/** A request with the context that it works with. */
interface Opened {
  readonly context: AuthContext;
  readonly located: Located | null;
}

/** Builds the one line that every request and every call takes. */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { guards, openCall, plugins, dispatch } = parts;
  const findRoute = createRouter(parts.routes);
  const middlewares = orderMiddlewares(plugins);
  const onRequest = plugins.filter((plugin) => plugin.onRequest);
  const onResponse = plugins.filter((plugin) => plugin.onResponse);

  /** The one normalisation of a request's path, and the one look at the table. `null`: not for us. */
  function locate(request: Request, scope: Scope): Located | null {
    const path = pathUnder(pathOf(request.url), scope.base.basePath);
    if (path === null) return null;
    const match = findRoute(path, request.method);
    if (match !== null || path.length < 2 || !path.endsWith("/")) return { path, match, guarded: match };
    const alias = findRoute(path.slice(0, -1), request.method);
    return { path, guarded: alias, match: parts.skipTrailingSlashes ? alias : null };
  }

  function notForUs(request: Request, { base, instance }: Scope): Response {
    hintAtMount(pathOf(request.url), base.basePath, findRoute, instance.logger);
    return notFound();
  }

  /** Disabled paths and the rate limit. `null` when the request may go on; a promise only where something is counted. */
  function refuse(request: Request, located: Located | null, scope: Scope): Response | null | Promise<Response | null> {
    if (located === null || located.guarded === null) return null;
    const { template } = located.guarded;
    if (guards.isDisabled(located.path, template)) return disabled();
    const seconds = guards.limit(request, located.path, template, scope);
    if (seconds instanceof Promise) return seconds.then((wait) => (wait === null ? null : tooManyRequests(wait)));
    return seconds === null ? null : tooManyRequests(seconds);
  }

  /** The rate limit of the account that a body names, where the request could not be counted by its sender. */
  function limitByAccount(field: string, body: unknown, template: string, context: AuthContext) {
    const account = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : undefined;
    return guards.limitAccount(template, account, scopeOfContext(context));
  }

  /** The plugins' middlewares that the path matches; the first that answers ends the request. */
  async function runMiddlewares(input: CallInput, path: string, context: AuthContext): Promise<Response | null> {
    const segments = path.split("/").slice(1);
    for (const { segments: pattern, middleware } of middlewares) {
      const found = matchTemplate(pattern, segments);
      if (!found) continue;
      const ctx = createEndpointContext({ ...input, path, params: found }, context, createResponseParts());
      const answer = await runInAmbient(scopeOfContext(context), () => middleware(ctx));
      if (answer instanceof Response) return answer;
    }
    return null;
  }

  /** From the matched route to an answer: media type and body, origin, middlewares, dispatch. */
  async function serve(request: Request, { path, match }: Located, context: AuthContext): Promise<Response> {
    if (match === null) return notFound();
    const isHead = request.method === "HEAD" && !match.byMethod.has("HEAD");
    const method = isHead ? "GET" : request.method;
    const route = match.byMethod.get(method);
    if (!route) return methodNotAllowed(match);
    const { options } = route;
    let body: unknown;
    try {
      const hasBody = options.disableBody !== true && method !== "GET" && method !== "HEAD";
      if (hasBody) requireUnreadBody(request);
      const source = hasBody && options.cloneRequest === true && request.body !== null ? request.clone() : request;
      if (hasBody) body = await parseBody(source, options.metadata?.allowedMediaTypes);
      const input: CallInput = {
        body,
        query: queryOf(request.url),
        // Hooks and handlers of plugins read members of it whatever the route is.
        params: match.params ?? Object.create(null),
        headers: request.headers,
        request,
        method,
        path: route.path as string,
        operationId: options.operationId ?? route.key,
        asResponse: true,
        returnHeaders: undefined,
        returnStatus: undefined,
      };
      guards.checkOrigin(input, context, route);
      if (route.accountField !== undefined) {
        const counting = limitByAccount(route.accountField, input.body, match.template, context);
        const seconds = counting instanceof Promise ? await counting : counting;
        if (seconds !== null) return tooManyRequests(seconds);
      }
      const answered = middlewares.length === 0 ? null : await runMiddlewares(input, path, context);
      if (answered) return answered;
      const outcome = await dispatch(route, input, context, guards);
      const response = toResponse(outcome.value, outcome.parts);
      return isHead ? withoutBody(response) : response;
    } catch (error) {
      if (isAPIError(error)) return errorResponse(error, createResponseParts());
      return answerFailure(error, `${method} ${match.template}`, parts, { context, body });
    }
  }

  /** Lets the plugins see the request first. Gives an answer, or the request as they left it, opened and located anew. */
  async function runOnRequest(
    incoming: Request,
    first: Opened,
  ): Promise<Response | { request: Request; opened: Opened }> {
    let request = incoming;
    let opened = first;
    for (const plugin of onRequest) {
      const reaction = await plugin.onRequest?.(request, opened.context);
      if (reaction && "response" in reaction) return reaction.response;
      // Anything else, a Response that was handed on for instance, is no answer.
      if (!reaction || !("request" in reaction)) continue;
      // A replaced request starts again at the normalisation of its path.
      request = reaction.request;
      const context = await openCall(request.headers, request);
      opened = { context, located: locate(request, scopeOfContext(context)) };
      const refused = await refuse(request, opened.located, scopeOfContext(context));
      if (refused) return refused;
    }
    return { request, opened };
  }

  async function runOnResponse(response: Response, context: AuthContext): Promise<Response> {
    for (const plugin of onResponse) {
      const reaction = await plugin.onResponse?.(response, context);
      if (reaction && "response" in reaction) return reaction.response;
    }
    return response;
  }

  return {
    async handle(incoming) {
      let context: AuthContext | undefined;
      try {
        let request = incoming;
        const opening = openCall(request.headers, request);
        context = opening instanceof Promise ? await opening : opening;
        let located = locate(request, scopeOfContext(context));
        const refusing = refuse(request, located, scopeOfContext(context));
        const refused = refusing instanceof Promise ? await refusing : refusing;
        if (refused) return refused;

        if (onRequest.length > 0) {
          const outcome = await runOnRequest(request, { context, located });
          if (outcome instanceof Response) return outcome;
          request = outcome.request;
          ({ context, located } = outcome.opened);
        }
        const response =
          located === null ? notForUs(request, scopeOfContext(context)) : await serve(request, located, context);
        return onResponse.length > 0 ? await runOnResponse(response, context) : response;
      } catch (error) {
        if (error instanceof UnknownHostError) return misdirected(error, parts.logger);
        if (isAPIError(error)) return errorResponse(error, createResponseParts());
        return answerFailure(error, "A request", parts, { context });
      }
    },

    async call(route, raw) {
      const input = readCallInput(raw, route.path, route.options, route.key);
      requireCallInput(route.options, input);
      const context = await openCall(input.headers, input.request);
      // Additions of the caller; the scope stays the call's own.
      if (raw.context) Object.assign(context, raw.context, { [SCOPE]: scopeOfContext(context) });
      let outcome: Awaited<ReturnType<typeof dispatch>>;
      try {
        outcome = await dispatch(route, input, context, guards);
      } catch (error) {
        throw explainFault(error);
      }
      return callResult(outcome.value, input, outcome.parts);
    },
  };
}
