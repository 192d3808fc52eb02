import { expect, it } from "vitest";
import { readFieldValue } from "./field-value";

const read = (value: unknown) => readFieldValue("bornAt", { type: "date" }, value);

it("a date is one of the years that every database can hold and put into order", () => {
  for (const text of ["0001-01-01T00:00:00Z", "1969-12-31", "9999-12-31T23:59:59.999Z"])
    expect(read(text)).toEqual(new Date(text));
  // By its zone the last one of these is of the year 10000.
  for (const value of [
    "0000-12-31",
    "+010000-01-01T00:00:00Z",
    new Date(8.64e15),
    new Date("never"),
    "9999-12-31T23:59:59-05:00",
  ])
    expect(() => read(value)).toThrow("[body.bornAt] Invalid input: expected date, received");
});
