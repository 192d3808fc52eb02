import { BetterAuthError } from "../error";
import type { DBAdapter, DBTransactionAdapter } from "../types";

/** Attributes of a span. Never a value that somebody sent or that is stored: names only. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** What may still be said of a span while its work runs. */
export interface Span {
  setAttribute(name: string, value: string | number): unknown;
}

/** Puts work into a span: parent of what it starts, with the error it ends with. */
export interface Tracer {
  trace<T>(name: string, attributes: SpanAttributes, work: (span: Span) => Promise<T>): Promise<T>;
}

/** The part of `@opentelemetry/api` that is used. */
interface OpenTelemetry {
  readonly trace: {
    getTracer(
      name: string,
      version?: string,
    ): {
      startActiveSpan<T>(
        name: string,
        options: { attributes: SpanAttributes },
        work: (span: Span & { recordException(error: Error): void; setStatus(s: object): void; end(): void }) => T,
      ): T;
    };
  };
  readonly SpanStatusCode: { readonly ERROR: number };
}

/** An optional peer, found at run time; bundlers need not see it. */
async function loadOpenTelemetry(): Promise<OpenTelemetry> {
  const specifier = "@opentelemetry/api";
  try {
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ specifier)) as OpenTelemetry;
  } catch (cause) {
    throw new BetterAuthError(
      "experimental.instrumentation: expected the package @opentelemetry/api, found none. Install it, or leave the option out.",
      { cause },
    );
  }
}

/**
 * Makes a tracer over the application's OpenTelemetry.
 * @throws {BetterAuthError} when `@opentelemetry/api` is not installed
 */
export async function createTracer(version: string): Promise<Tracer> {
  const { trace, SpanStatusCode } = await loadOpenTelemetry();
  const tracer = trace.getTracer("better-auth", version);
  return {
    trace: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work(span);
        } catch (error) {
          span.recordException(error instanceof Error ? error : new Error(String(error)));
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}

const TRACED_OPERATIONS = [
  "create",
  "createIfAbsent",
  "createIfPresent",
  "findOne",
  "findMany",
  "count",
  "update",
  "updateMany",
  "delete",
  "deleteMany",
  "consumeOne",
  "consumeMany",
  "incrementOne",
] as const;

type Operation = (args: { model: string }) => Promise<unknown>;

function traceOperations<A extends DBTransactionAdapter>(adapter: A, tracer: Tracer): A {
  // A copy that is the same in every way, also for who spreads it, or looks for what it keeps under symbols.
  const own = Object.getOwnPropertyDescriptors(adapter);
  const traced = Object.create(Object.getPrototypeOf(adapter), own) as Record<string, Operation | undefined>;
  for (const name of TRACED_OPERATIONS) {
    const operation = traced[name];
    if (operation === undefined) continue;
    traced[name] = (args) =>
      tracer.trace(
        `${name} ${args.model}`,
        { "db.operation.name": name, "db.collection.name": args.model, "db.system.name": adapter.id },
        () => operation.call(adapter, args),
      );
  }
  return traced as unknown as A;
}

/** The same adapter with a span around each of its calls (OpenTelemetry's conventions for databases). */
export function traceAdapter(adapter: DBAdapter, tracer: Tracer): DBAdapter {
  const traced = traceOperations(adapter, tracer);
  traced.transaction = (work) =>
    tracer.trace("transaction", { "db.operation.name": "transaction", "db.system.name": adapter.id }, () =>
      // Without transactions the callback gets the adapter itself.
      adapter.transaction((inside) => work(inside === adapter ? traced : traceOperations(inside, tracer))),
    );
  return traced;
}
