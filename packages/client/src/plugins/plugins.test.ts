import { expect, it } from "vitest";
import { InferAuth, InferPlugin } from "../index";
import { InferServerPlugin, inferAdditionalFields } from "../plugins";

it("are nothing but an id at run time", () => {
  expect(InferPlugin()).toEqual({ id: "infer-server-plugin" });
  expect(InferServerPlugin()).toEqual({ id: "infer-server-plugin" });
  expect(inferAdditionalFields()).toEqual({ id: "additional-fields-client" });
  expect(inferAdditionalFields({ user: { role: { type: "string" } } })).toEqual({ id: "additional-fields-client" });
  expect(InferAuth()).toEqual({});
});
