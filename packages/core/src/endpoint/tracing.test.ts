import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createAuthEndpoint } from "../api";
import { makeAuth, PASSWORD } from "../test-support/instance";

const spans = new InMemorySpanExporter();

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
});
afterAll(() => {
  trace.disable();
  context.disable();
});
beforeEach(() => spans.reset());

const traced = { experimental: { instrumentation: { enabled: true } } };
const named = (name: string) => spans.getFinishedSpans().find((span) => span.name === name);

it("puts each call into a span, with what it asks of the database below it", async () => {
  const { browser } = await makeAuth(traced);
  await browser().signUp();
  spans.reset();
  await browser().signIn();
  const call = named("POST /sign-in/email");
  expect(call?.attributes).toEqual({
    "http.request.method": "POST",
    "http.route": "/sign-in/email",
    "better_auth.operation": "signInEmail",
    "http.response.status_code": 200,
  });
  const read = named("findOne user");
  expect(read?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
  expect(read?.attributes).toEqual({
    "db.operation.name": "findOne",
    "db.collection.name": "user",
    "db.system.name": "kysely",
  });
});

it("says how a call failed, and marks bugs as errors", async () => {
  const broken = {
    id: "broken",
    endpoints: {
      broken: createAuthEndpoint("/broken", { method: "GET" }, async () => {
        throw new Error("a bug");
      }),
    },
  };
  const { browser } = await makeAuth({ ...traced, plugins: [broken] });
  await browser().signIn();
  await browser().get("/broken");
  expect(named("POST /sign-in/email")?.attributes["http.response.status_code"]).toBe(401);
  expect(named("GET /broken")?.status.code).toBe(2);
  expect(named("GET /broken")?.events[0]?.name).toBe("exception");
});

it("keeps what people send and what is stored out of spans", async () => {
  const { browser } = await makeAuth(traced);
  const { body } = await browser().signUp();
  const told = JSON.stringify(
    spans.getFinishedSpans().map(({ name, attributes, events }) => [name, attributes, events]),
  );
  for (const secret of [PASSWORD, "alice@example.com", body.token, body.user.id]) expect(told).not.toContain(secret);
});

it("makes no spans unless asked", async () => {
  const { browser } = await makeAuth({ experimental: { instrumentation: { enabled: false } } });
  await browser().signUp();
  expect(spans.getFinishedSpans()).toEqual([]);
});

it("leaves the adapter what it was for plugins that spread it", async () => {
  const { auth } = await makeAuth(traced);
  const { adapter } = await auth.$context;
  const spread = { ...adapter };
  expect([spread.id, spread.nativeJoins]).toEqual(["kysely", true]);
  expect(await spread.findOne({ model: "user", where: [{ field: "id", value: "x" }] })).toBeNull();
  expect(named("findOne user")).toBeDefined();
});
