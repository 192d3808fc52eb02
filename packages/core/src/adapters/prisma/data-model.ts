import type { FieldNames, ModelNames } from "../../database/names";
import type { Client, ClientDataModel, ClientField, ClientModel } from "./client";

/** A model of the client under the names that Prisma has for it. */
export interface FoundModel {
  readonly name: string;
  /** The member of the client. */
  readonly delegate: string;
  readonly model: ClientModel;
}

/** "UserSession" as "userSession": what a client calls the calls of a model. */
export function delegateName(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}

/** The data model of a client. A client without one is no client of Prisma's. */
export function dataModelOf(client: Client): ClientDataModel | undefined {
  const found: unknown = client._runtimeDataModel;
  const isThere = typeof found === "object" && found !== null && typeof (found as ClientDataModel).models === "object";
  return isThere ? (found as ClientDataModel) : undefined;
}

/** Finds the model of a table: by the table's name, else by the name of the model. */
export function findModel(dataModel: ClientDataModel, { logical, physical }: ModelNames): FoundModel | undefined {
  const entries = Object.entries(dataModel.models);
  const called =
    (name: string) =>
    ([model]: (typeof entries)[number]) =>
      delegateName(model) === delegateName(name);
  const found =
    entries.find(([model, { dbName }]) => (dbName ?? model) === physical) ??
    entries.find(called(physical)) ??
    entries.find(called(logical));
  return found && { name: found[0], delegate: delegateName(found[0]), model: found[1] };
}

/** Finds the field of a column: by the column's name, else by the name of the field. */
export function findField(model: ClientModel, { logical, physical }: FieldNames): ClientField | undefined {
  const columns = model.fields.filter(({ kind }) => kind === "scalar" || kind === "enum");
  return (
    columns.find(({ name, dbName }) => (dbName ?? name) === physical) ??
    columns.find(({ name }) => name === physical) ??
    columns.find(({ name }) => name === logical)
  );
}
