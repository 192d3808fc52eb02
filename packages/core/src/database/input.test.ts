import { describe, expect, it } from "vitest";
import { isAPIError } from "../error";
import { parseInputData } from "./input";

const fields = {
  name: { type: "string", required: true },
  plan: { type: "string", required: true, defaultValue: "free" },
  owner: { type: "string", required: true, input: false },
  note: { type: "string" },
} as const;

describe("input for the fields of a plugin", () => {
  it("has to have what is required, when a row is made of it", () => {
    expect(parseInputData({ name: "a", unknown: 1 }, { fields })).toEqual({ name: "a", plan: "free" });
    let refusal: unknown;
    try {
      parseInputData({ note: "n" }, { fields, action: "create" });
    } catch (error) {
      refusal = isAPIError(error) ? error.body : error;
    }
    expect(refusal).toEqual({ code: "MISSING_FIELD", message: "name is required" });
  });

  it("may lack anything, when a row is changed by it", () => {
    expect(parseInputData({ note: "n" }, { fields, action: "update" })).toEqual({ note: "n" });
  });
});
