import { formatSchema, getDMMF } from "@prisma/internals";

/** A field as Prisma reads it. */
export interface DataModelField {
  readonly name: string;
  readonly dbName?: string | null | undefined;
  readonly kind: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isId: boolean;
  readonly nativeType?: readonly [string, readonly string[]] | null | undefined;
  readonly default?: string | number | boolean | { readonly name: string } | undefined;
  readonly relationFromFields?: readonly string[] | undefined;
  readonly relationToFields?: readonly string[] | undefined;
  readonly relationOnDelete?: string | undefined;
}

/** A schema as Prisma reads it. */
export interface DataModel {
  readonly models: readonly {
    readonly name: string;
    readonly dbName: string | null;
    readonly fields: readonly DataModelField[];
  }[];
  readonly indexes: readonly {
    readonly model: string;
    readonly type: string;
    readonly fields: readonly { readonly name: string }[];
  }[];
}

/** What Prisma makes of a schema. @throws what `prisma validate` says */
export async function dataModelOf(schema: string): Promise<DataModel> {
  const { datamodel } = await getDMMF({ datamodel: schema });
  return datamodel as unknown as DataModel;
}

/** A schema as `prisma format` writes it. */
export async function formatted(schema: string): Promise<string> {
  const [[, code] = ["", ""]] = await formatSchema({ schemas: [["schema.prisma", schema]] });
  return code;
}
