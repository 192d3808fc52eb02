import { atom } from "nanostores";
import { expect, it, vi } from "vitest";
import { createRoute } from "./route";

// biome-ignore lint/suspicious/noExplicitAny: every property is a function
const route = (call: () => unknown, known: Record<string, unknown> = {}): any => createRoute("", call, known);

it("calls a path of any depth with both arguments", () => {
  const call = vi.fn(() => "answer");
  expect(route(call).sso.saml2.sp.metadata({ a: 1 }, { b: 2 })).toBe("answer");
  expect(call).toHaveBeenCalledWith("/sso/saml2/sp/metadata", { a: 1 }, { b: 2 });
});

it("lets a route have routes below it", () => {
  const call = vi.fn();
  const { device } = route(call);
  device();
  device.code();
  expect(call.mock.calls.map(([path]: unknown[]) => path)).toEqual(["/device", "/device/code"]);
});

it.each(["then", "catch", "finally", "toJSON", "constructor"])("has no path %s at any depth", (name) => {
  expect(route(() => 1)[name]).toBeUndefined();
  expect(route(() => 1).signIn[name]).toBeUndefined();
});

it("is no call when a text is made of it, as in a log", () => {
  const call = vi.fn();
  const { signIn } = route(call);
  expect([`${signIn}`, String(signIn.email)]).toEqual(["[object Function]", "[object Function]"]);
  expect(call).not.toHaveBeenCalled();
});

it("has no symbols", () => {
  expect(route(() => 1)[Symbol.iterator]).toBeUndefined();
});

it("makes each property once", () => {
  const client = route(() => 1);
  expect(client.signIn).toBe(client.signIn);
  expect(client.signIn.email).toBe(client.signIn.email);
});

it("finds what is known first, and paths beside it", () => {
  const call = vi.fn(() => "called");
  const store = atom(1);
  const known = { group: { action: () => "known", answer: 42, none: null, store, list: [1] } };
  const { group } = route(call, known);
  expect([group.action(), group.answer, group.none, group.list]).toEqual(["known", 42, null, [1]]);
  expect(group.store).toBe(store);
  expect(group.other()).toBe("called");
});
