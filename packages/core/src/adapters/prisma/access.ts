import type { CleanedWhere, Row } from "../../types";
import type { Argument } from "./client";
import { NOTHING } from "./comparison";
import type { Connection } from "./connection";
import { exactCondition, isInexact, isMeant, isNegated, nearCondition } from "./exactness";
import type { PrismaField, PrismaModel } from "./model";
import { clauseCondition, joined } from "./where";

/** What the reads and the writes of a connection share. */
export interface Access {
  readonly connection: Connection;
  modelOf(logical: string): PrismaModel;
  /** The physical name of a field in any spelling. */
  physicalName(model: string, field: string): string;
}

type Where = readonly CleanedWhere[] | undefined;

/** Asks a clause in its near form, and gives the exact one. */
async function resolveClause(
  connection: Connection,
  model: PrismaModel,
  field: PrismaField,
  clause: CleanedWhere,
): Promise<Argument> {
  const { provider } = connection;
  const where = nearCondition(field, clause, provider);
  const select = { [model.id.key]: true, [field.key]: true };
  const near = where === NOTHING ? [] : await connection.run(model, (calls) => calls.findMany({ where, select }));
  const ids = near
    .filter((stored) => isMeant(clause, stored[field.key], provider) !== isNegated(clause))
    .map((stored) => stored[model.id.key]);
  return exactCondition(field, clause, { [model.id.key]: { in: ids } }, provider);
}

/** The condition of clauses, for a call that gives no rows to look at. Mostly this asks nothing. */
export async function exactWhere(connection: Connection, model: PrismaModel, where: Where = []): Promise<Argument> {
  const conditions: Argument[] = [];
  for (const clause of where) {
    const field = model.field(clause.field);
    const isNear = isInexact(field, clause, connection.provider);
    conditions.push(
      isNear
        ? await resolveClause(connection, model, field, clause)
        : clauseCondition(field, clause, connection.provider),
    );
  }
  return joined(where, conditions);
}

/** A condition, and whether a row that it gave is one that the clauses mean. */
export interface NearWhere {
  readonly condition: Argument;
  /** `undefined` when every row is. */
  readonly isRight: ((row: Row) => boolean) | undefined;
  /** What has to be read for it. */
  readonly fields: readonly PrismaField[];
}

/** The condition of clauses, for a call whose rows are looked at. Only what rows do not tell is asked before. */
export async function nearWhere(connection: Connection, model: PrismaModel, where: Where = []): Promise<NearWhere> {
  const { provider } = connection;
  const checks: { clause: CleanedWhere; field: PrismaField }[] = [];
  const conditions: Argument[] = [];
  for (const clause of where) {
    const field = model.field(clause.field);
    if (!isInexact(field, clause, provider)) conditions.push(clauseCondition(field, clause, provider));
    else if (clause.connector === "OR" || isNegated(clause)) {
      conditions.push(await resolveClause(connection, model, field, clause));
    } else {
      checks.push({ clause, field });
      conditions.push(nearCondition(field, clause, provider));
    }
  }
  return {
    condition: joined(where, conditions),
    isRight:
      checks.length === 0
        ? undefined
        : (row) => checks.every(({ clause, field }) => isMeant(clause, row[field.physical], provider)),
    fields: checks.map(({ field }) => field),
  };
}
