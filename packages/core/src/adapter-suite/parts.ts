import { describeChanging } from "./changing";
import { describeClauses } from "./clauses";
import { describeCreating } from "./creating";
import { describeFirstOneWins } from "./first-one-wins";
import { describeHostileNames } from "./hostile-names";
import { describeHostileValues } from "./hostile-values";
import { describeIds } from "./ids";
import { describeInsensitive } from "./insensitive";
import { describeJoins } from "./joins";
import { describeLists } from "./lists";
import { describeNumericIds } from "./numeric-ids";
import { describeOperators } from "./operators";
import { describeRaces } from "./races";
import { describeRenamed } from "./renamed";
import type { Suite } from "./suite";
import { describeTransactions } from "./transactions";
import { describeTransforms } from "./transforms";
import { describeUuids } from "./uuids";
import { describeValues } from "./values";

/** A part of the suite, by its subject. */
export type SuitePart =
  | "creating"
  | "values"
  | "clauses"
  | "operators"
  | "insensitive"
  | "lists"
  | "changing"
  | "firstOneWins"
  | "races"
  | "joins"
  | "transactions"
  | "transforms"
  | "ids"
  | "numericIds"
  | "uuids"
  | "renamed"
  | "hostileValues"
  | "hostileNames";

/** Every part of the suite. Each describes its tests with the registrar that it is given. */
export const suiteParts: Readonly<Record<SuitePart, (suite: Suite) => void>> = {
  creating: describeCreating,
  values: describeValues,
  clauses: describeClauses,
  operators: describeOperators,
  insensitive: describeInsensitive,
  lists: describeLists,
  changing: describeChanging,
  firstOneWins: describeFirstOneWins,
  races: describeRaces,
  joins: describeJoins,
  transactions: describeTransactions,
  transforms: describeTransforms,
  ids: describeIds,
  numericIds: describeNumericIds,
  uuids: describeUuids,
  renamed: describeRenamed,
  hostileValues: describeHostileValues,
  hostileNames: describeHostileNames,
};
