import { Aggregator } from "mingo";
import type { Document } from "mongodb";
import { CommandError, checkFields, unknown } from "./command-error";
import { checkFilter, compileFilter } from "./filter";
import { textOf } from "./state";

/** Those that mingo does as MongoDB. */
const STAGES: readonly string[] = ["$sort", "$skip", "$limit", "$project", "$group", "$count", "$unwind"];

/** @throws {CommandError} for what a server refuses, and for what this one does not know */
export function checkPipeline(pipeline: readonly Document[]): void {
  for (const stage of pipeline) {
    const [name = "", ...others] = Object.keys(stage);
    if (others.length > 0) throw new CommandError(40323, "Location40323", "A stage must have exactly one field.");
    if (name === "$match") checkFilter(stage.$match);
    else if (name === "$lookup") {
      checkFields("$lookup", stage.$lookup, ["from", "localField", "foreignField", "pipeline", "as"]);
      checkPipeline(stage.$lookup.pipeline ?? []);
    } else if (!STAGES.includes(name)) throw unknown(`stage ${name}`);
    if (name === "$limit" && !(stage.$limit > 0)) {
      throw new CommandError(15958, "Location15958", "the limit must be positive");
    }
  }
}

/** Equal values belong together, and so do a missing field and null. mingo runs the pipeline over everything. */
function lookUp(
  documents: readonly Document[],
  lookup: Document,
  collection: (name: string) => Document[],
): Document[] {
  const { from, localField, foreignField, pipeline = [], as } = lookup;
  const byValue = new Map<string, Document[]>();
  for (const foreign of collection(from)) {
    const text = textOf(foreign[foreignField]);
    byValue.set(text, [...(byValue.get(text) ?? []), foreign]);
  }
  return documents.map((document) => {
    const found = byValue.get(textOf(document[localField])) ?? [];
    return { ...document, [as]: runPipeline(found, pipeline, collection) };
  });
}

/** What a pipeline that was checked makes of documents. */
export function runPipeline(
  documents: Document[],
  pipeline: readonly Document[],
  collection: (name: string) => Document[],
): Document[] {
  return pipeline.reduce<Document[]>((current, stage) => {
    if (stage.$match) return current.filter(compileFilter(stage.$match));
    if (stage.$lookup) return lookUp(current, stage.$lookup, collection);
    return new Aggregator([stage]).run<Document>(current);
  }, documents);
}
