import type { JoinConfig, Row } from "../../types";
import { readDocument } from "./documents";
import type { Document } from "./driver";
import type { Collections, ModelCollection, ModelField } from "./fields";

/** One model that is read along. */
export interface Join {
  /** The key of its rows. */
  readonly physical: string;
  /** The key of its documents, which no field of the base model has. */
  readonly as: string;
  readonly model: ModelCollection;
  readonly from: ModelField;
  readonly to: ModelField;
  readonly limit: number;
  readonly isToOne: boolean;
}

/** What joins there are, with their collections. */
export function readJoins(
  base: ModelCollection,
  join: JoinConfig | undefined,
  collections: Collections,
): readonly Join[] {
  return Object.entries(join ?? {}).map(([physical, { modelKey, on, limit, relation }], number) => {
    const model = collections.of(modelKey);
    return {
      physical,
      as: `better_auth_join_${number}`,
      model,
      from: base.field(on.from),
      to: model.field(on.to),
      limit,
      isToOne: relation === "one-to-one",
    };
  });
}

/** The stages that read the joined documents. None may be asked for, which `$limit` does not take. */
export function lookupsOf(joins: readonly Join[]): readonly Document[] {
  return joins
    .filter(({ limit }) => limit > 0)
    .map(({ as, model, from, to, limit }) => ({
      $lookup: {
        from: model.name,
        localField: from.key,
        foreignField: to.key,
        pipeline: [{ $limit: limit }],
        as,
      },
    }));
}

/** Puts the joined rows of a document into its row. */
export function addJoined(row: Row, stored: Document, joins: readonly Join[]): void {
  for (const { as, physical, model, from, isToOne } of joins) {
    // `$lookup` takes missing fields for equal.
    const isBound = stored[from.key] !== null && stored[from.key] !== undefined;
    const documents = isBound ? ((stored[as] as Document[] | undefined) ?? []) : [];
    const rows = documents.map((document) => readDocument(model.fields, document));
    row[physical] = isToOne ? (rows[0] ?? null) : rows;
  }
}
