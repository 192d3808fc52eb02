import { BetterFetchError } from "./better-fetch-error";
import { readResponse, requestBody } from "./body";
import { authorizationHeader, mergeHeaders } from "./headers";
import type {
  BetterFetchOption,
  BetterFetchPlugin,
  FetchChange,
  FetchHooks,
  RequestContext,
  ResponseContext,
} from "./options";
import { retryDelay } from "./retry";
import { requestURL } from "./url";

type Hook = (context: object) => unknown;

/**
 * Sends one request and reads its answer: hooks, time limit, attempts, `{ data, error }`.
 *
 * @param plugins those of the options, behind the call and the client: their hooks run first
 */
export async function send(
  path: string,
  given: BetterFetchOption,
  plugins: readonly Pick<BetterFetchPlugin, "init" | "hooks">[],
): Promise<unknown> {
  const { signal, timeout, retryAttempt = 0 } = given;
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  let options = given;
  let request = {} as RequestContext;
  let response: Response;
  let data: unknown;
  let text = "";
  let failure: Error | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async <C extends object>(name: keyof FetchHooks, context: C, isReplaceable?: boolean): Promise<C> => {
    for (const { hooks } of plugins) {
      const returned = await (hooks?.[name] as Hook | undefined)?.(context);
      if (isReplaceable && returned && typeof returned === "object") {
        context = (returned instanceof Response ? { ...context, response: returned } : returned) as C;
      }
    }
    return context;
  };

  signal?.addEventListener("abort", abort);
  try {
    if (signal?.aborted) abort();
    if (timeout) timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout} ms`)), timeout);

    let url: string | URL = path;
    for (const plugin of plugins) {
      const change: FetchChange | void = await plugin.init?.(`${url}`, options);
      url = change?.url ?? url;
      options = change?.options ?? options;
    }
    const headers = new Headers(
      mergeHeaders({ authorization: await authorizationHeader(options.auth) }, options.headers),
    );
    const method = options.method?.toUpperCase() ?? (options.body ? "POST" : "GET");
    request = await run(
      "onRequest",
      {
        ...options,
        url: requestURL(`${url}`, options),
        method,
        headers,
        body: /GET|HEAD/.test(method) ? undefined : requestBody(options.body, headers),
        signal: controller.signal,
      },
      true,
    );

    const received = await (options.customFetchImpl ?? fetch)(request.url, request as RequestInit);
    // Hooks may read the body, too.
    const copy = received.clone?.() ?? received;
    ({ response } = await run<ResponseContext>("onResponse", { response: received, request }, true));
    ({ data, text } = await readResponse(response === received ? copy : response, options));
  } catch (e) {
    failure = e as Error;
    data = { message: failure?.message ?? `${e}` };
    response = Response.error();
  }
  clearTimeout(timer);
  signal?.removeEventListener("abort", abort);

  const context = { response, request };
  if (response.ok) {
    const { output, disableValidation } = options;
    if (output && !disableValidation) {
      const valid = await output["~standard"].validate(data);
      if (valid.issues) throw Object.assign(new TypeError(valid.issues[0]?.message), valid);
      data = valid.value;
    }
    await run("onSuccess", { ...context, data });
    return options.throw ? data : { data, error: null };
  }

  const delay = signal?.aborted ? undefined : await retryDelay(options.retry, retryAttempt, failure ? null : response);
  if (delay !== undefined) {
    await run("onRetry", context);
    await new Promise((resolve) => setTimeout(resolve, delay));
    return send(path, { ...given, retryAttempt: retryAttempt + 1 }, plugins);
  }

  const { status } = response;
  const statusText = failure
    ? `${signal?.aborted ? "Abort" : controller.signal.aborted ? "Timeout" : "Network"}Error`
    : response.statusText;
  const error = { ...(typeof data === "object" && data), status, statusText };
  await run("onError", { ...context, responseText: text, error });
  if (options.throw) throw new BetterFetchError(status, statusText, data ?? "", { cause: failure });
  return { data: null, error };
}
