import { expect, it } from "vitest";
import { compileJsonRow, fromJsonRow, toJsonRow } from "./json-row";

const form = compileJsonRow({
  name: { type: "string" },
  born: { type: "date", required: false },
  visits: { type: "number", bigint: true, required: false },
  isAdmin: { type: "boolean" },
  role: { type: ["user", "admin"], required: false },
  settings: { type: "json", required: false },
  ownerId: { type: "string", references: { model: "user", field: "id" } },
  secret: { type: "string", returned: false },
});
const row = {
  id: "1",
  name: "Ada",
  born: new Date(0),
  visits: 12n,
  isAdmin: true,
  role: "admin",
  settings: { theme: ["dark"] },
  ownerId: 7,
  secret: "never",
};
const throughJson = (value: unknown) => fromJsonRow(form, JSON.parse(JSON.stringify(value)));
const shown = () => toJsonRow(form, row);

it("a row goes through JSON and comes back, dates as dates, without the fields that are never given out", () => {
  const { secret: _secret, ...expected } = row;
  expect(throughJson(shown())).toEqual(expected);
  expect(throughJson({ ...shown(), born: null, role: null })).toMatchObject({ born: null, role: null });
  expect(row.secret).toBe("never");
});

it("is none when it holds a field that is not given out any more", () => {
  expect(throughJson({ ...shown(), secret: "still there" })).toBeNull();
});

it("is none when a required field is missing, as after the table got a new one", () => {
  for (const name of ["id", "name", "isAdmin", "ownerId"]) {
    expect(throughJson({ ...shown(), [name]: undefined })).toBeNull();
  }
  expect(throughJson({ ...shown(), role: undefined, born: undefined })).not.toBeNull();
});

it.each([
  ["a text", { name: 5 }],
  ["a date", { born: "yesterday" }],
  ["a date", { born: {} }],
  ["a number", { visits: "many" }],
  ["a boolean", { isAdmin: "true" }],
  ["one of a list", { role: ["admin"] }],
])("is none when %s is something else", (_kind, change) => {
  expect(throughJson({ ...shown(), ...change })).toBeNull();
});

it.each([[null], [undefined], ["row"], [5], [[shown()]]])("is none when it is %j", (value) => {
  expect(fromJsonRow(form, value)).toBeNull();
});
