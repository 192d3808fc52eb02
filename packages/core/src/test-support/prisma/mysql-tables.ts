import type { DataModel, DataModelField } from "./schema-tools";

// Prisma's schema engine of WebAssembly does not know MySQL. These are the columns that its documentation says.

const TYPES: Readonly<Record<string, string>> = {
  String: "varchar(191)",
  Int: "int",
  BigInt: "bigint",
  Float: "double",
  Boolean: "boolean",
  DateTime: "datetime(3)",
  Json: "json",
};

const name = (text: string): string => `\`${text}\``;

function columnOf(field: DataModelField): string {
  const [native, sizes = []] = field.nativeType ?? [];
  const type = native === undefined ? TYPES[field.type] : `${native}${sizes.length > 0 ? `(${sizes.join()})` : ""}`;
  const preset = field.default;
  const isCounted = typeof preset === "object" && preset?.name === "autoincrement";
  const isNow = typeof preset === "object" && preset?.name === "now";
  const value = typeof preset === "object" || preset === undefined ? "" : ` default ${JSON.stringify(preset)}`;
  return [
    `${name(field.dbName ?? field.name)} ${type}`,
    field.isRequired ? " not null" : "",
    isCounted ? " auto_increment" : isNow ? " default current_timestamp(3)" : value,
    field.isId ? " primary key" : "",
  ].join("");
}

/** The statements that make the tables of a schema on MySQL. */
export function mysqlMigrationOf({ models, indexes }: DataModel): string[] {
  const tableOf = (model: string) => models.find((one) => one.name === model) as DataModel["models"][number];
  const physical = (model: string, field: string): string => {
    const found = tableOf(model).fields.find((one) => one.name === field);
    return found?.dbName ?? field;
  };
  const tables = models.map(({ name: model, dbName, fields }) => {
    const columns = fields.filter(({ kind }) => kind !== "object").map(columnOf);
    return `create table ${name(dbName ?? model)} (${columns.join(", ")})`;
  });
  const keys = indexes
    .filter(({ type }) => type !== "id")
    .map(({ model, type, fields }, number) => {
      const long = (field: string) =>
        tableOf(model).fields.find((one) => one.name === field)?.nativeType?.[0] === "Text";
      const on = fields.map((field) => `${name(physical(model, field.name))}${long(field.name) ? "(191)" : ""}`);
      const kind = type === "unique" ? "unique index" : "index";
      return `create ${kind} ${name(`i${number}`)} on ${name(tableOf(model).dbName ?? model)} (${on.join(", ")})`;
    });
  const references = models.flatMap(({ name: model, dbName, fields }) =>
    fields
      .filter(({ relationFromFields }) => (relationFromFields?.length ?? 0) > 0)
      .map((field) => {
        const [from, to] = [field.relationFromFields?.[0] as string, field.relationToFields?.[0] as string];
        const onDelete = { Cascade: "cascade", SetNull: "set null" }[field.relationOnDelete ?? ""] ?? "no action";
        const target = tableOf(field.type).dbName ?? field.type;
        return (
          `alter table ${name(dbName ?? model)} add foreign key (${name(physical(model, from))}) ` +
          `references ${name(target)} (${name(physical(field.type, to))}) on delete ${onDelete}`
        );
      }),
  );
  return [...tables, ...keys, ...references];
}
