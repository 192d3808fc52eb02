import { expect, it } from "vitest";
import type { BetterAuthOptions, Row } from "../types";
import { parseAccountOutput, parseSessionOutput, parseUserOutput } from "./output-filters";

it("nobody stays nobody", () => {
  const options: BetterAuthOptions = {
    user: { additionalFields: { hidden: { type: "string", required: false, returned: false } } },
  };
  const nobody = null as unknown as Row;
  for (const parse of [parseUserOutput, parseSessionOutput, parseAccountOutput])
    expect(parse(options, nobody)).toBeNull();
});
