import type { JoinConfig, Row } from "../../types";
import type { Argument, StoredRow } from "./client";
import { type PrismaModel, relationName } from "./model";
import { readRow } from "./values";

/** One model that is read along, by a relation of Prisma. */
export interface Join {
  /** The key of its rows. */
  readonly physical: string;
  /** The relation's name in Prisma. */
  readonly key: string;
  readonly model: PrismaModel;
  readonly limit: number;
  readonly isToOne: boolean;
}

/** What relations between several of one kind are called after: the model and the field that point. */
function referenceOf(base: PrismaModel, model: PrismaModel, on: { from: string; to: string }): string {
  const pointsHere = model.field(on.to).attribute.references !== undefined;
  return pointsHere ? relationName(model.names, on.to) : relationName(base.names, on.from);
}

/** The joins that the client has a relation for. The others are read apart. */
export function readJoins(
  base: PrismaModel,
  join: JoinConfig | undefined,
  modelOf: (logical: string) => PrismaModel,
): readonly Join[] {
  return Object.entries(join ?? {}).flatMap(([physical, { modelKey, on, limit, relation }]) => {
    const model = modelOf(modelKey);
    const key = base.relationTo(model, referenceOf(base, model, on));
    return key === undefined ? [] : [{ physical, key, model, limit, isToOne: relation === "one-to-one" }];
  });
}

/** What is selected for them. */
export function selectJoined(joins: readonly Join[]): Argument {
  return Object.fromEntries(
    joins.map(({ key, model: { select }, limit, isToOne }) => [key, isToOne ? { select } : { select, take: limit }]),
  );
}

/** The joined rows of a row, by the physical names of their models. */
export function readJoined(joins: readonly Join[], stored: StoredRow): Row {
  const joined: Row = {};
  for (const { physical, key, model } of joins) {
    const value = stored[key] as StoredRow | StoredRow[] | null;
    if (Array.isArray(value)) joined[physical] = value.map((row) => readRow(model, row));
    else joined[physical] = value === null ? null : readRow(model, value);
  }
  return joined;
}
