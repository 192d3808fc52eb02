import { createTracer, type Tracer, traceAdapter } from "../context/tracing";
import { isAPIError } from "../error";
import type { DBAdapter } from "../types";
import { dispatch } from "./dispatch";

/** The line of a call with a span around it, named by method and template (OpenTelemetry's conventions for HTTP). */
function tracedDispatch(tracer: Tracer): typeof dispatch {
  return (route, input, context, guards) =>
    tracer.trace(
      `${input.method} ${route.path ?? route.key}`,
      {
        "http.request.method": input.method,
        "http.route": route.path ?? "",
        "better_auth.operation": input.operationId ?? route.key,
      },
      async (span) => {
        const outcome = await dispatch(route, input, context, guards);
        const { value, parts } = outcome;
        const status = isAPIError(value) ? value.statusCode : value instanceof Response ? value.status : parts.status;
        span.setAttribute("http.response.status_code", status ?? 200);
        return outcome;
      },
    );
}

/**
 * What an instance with `experimental.instrumentation` runs instead of the plain parts. Loaded for those only.
 * @throws {BetterAuthError} when `@opentelemetry/api` is not installed
 */
export async function startTracing(
  adapter: DBAdapter,
  version: string,
): Promise<{ adapter: DBAdapter; dispatch: typeof dispatch }> {
  const tracer = await createTracer(version);
  return { adapter: traceAdapter(adapter, tracer), dispatch: tracedDispatch(tracer) };
}
