import { expect, it } from "vitest";
import type { FieldAttribute, PluginTable } from "../types";
import { refusedCascades } from "./cascade-paths";
import { compileNames } from "./names";
import { getAuthTables } from "./resolve-schema";

type OnDelete = NonNullable<FieldAttribute["references"]>["onDelete"];
const to = (model: string, onDelete?: OnDelete): FieldAttribute => ({
  type: "string",
  required: false,
  references: { model, field: "id", onDelete },
});

function refused(tables: Record<string, Record<string, FieldAttribute>>): string[] {
  const schema = Object.fromEntries(
    Object.entries(tables).map(([name, fields]): [string, PluginTable] => [name, { fields }]),
  );
  const names = compileNames(getAuthTables({ plugins: [{ id: "x", schema }] }));
  return [...refusedCascades(names, [...new Set(names.models.values())])];
}

it("nothing is refused where each table is reached once", () => {
  expect(refused({ a: { userId: to("user") }, b: { aId: to("a") }, c: { bId: to("b", "set null") } })).toEqual([]);
});

it("a second path is refused, however long, and whatever it does on the way", () => {
  expect(refused({ a: { userId: to("user") }, b: { aId: to("a"), userId: to("user", "set null") } })).toEqual([
    "b.userId",
  ]);
  expect(refused({ a: { userId: to("user"), ownerId: to("user") } })).toEqual(["a.ownerId"]);
  expect(
    refused({ a: { userId: to("user") }, b: { aId: to("a") }, c: { bId: to("b"), sessionId: to("session") } }),
  ).toEqual(["c.sessionId"]);
});

it("a way back is refused", () => {
  expect(refused({ a: { parentId: to("a") } })).toEqual(["a.parentId"]);
  expect(refused({ a: { bId: to("b") }, b: { aId: to("a") } })).toEqual(["b.aId"]);
});

it("what does nothing on a deletion is no path", () => {
  expect(refused({ a: { userId: to("user"), ownerId: to("user", "no action"), aId: to("a", "restrict") } })).toEqual(
    [],
  );
});
