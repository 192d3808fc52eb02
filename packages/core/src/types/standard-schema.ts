/**
 * A validator of any library that follows Standard Schema 1 (zod, valibot, arktype, …).
 * @see https://standardschema.dev
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** The outcome of a validation: a value, or the list of what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong with a value, and where. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What goes into a schema. `undefined` when there is no schema. */
export type SchemaInput<S> = S extends { readonly "~standard": { readonly types?: infer T } }
  ? NonNullable<T> extends { readonly input: infer I }
    ? I
    : unknown
  : undefined;

/** What comes out of a schema. `undefined` when there is no schema. */
export type SchemaOutput<S> = S extends { readonly "~standard": { readonly types?: infer T } }
  ? NonNullable<T> extends { readonly output: infer O }
    ? O
    : unknown
  : undefined;

/** A Standard Schema that can also be asked directly. */
export interface ParsableSchema<Output> extends StandardSchema<unknown, Output> {
  /** Throws an error with `issues` for a value that is wrong. */
  parse(value: unknown): Output;
  safeParse(value: unknown):
    | { readonly success: true; readonly data: Output; readonly error?: undefined }
    | {
        readonly success: false;
        readonly data?: undefined;
        readonly error: { readonly issues: readonly StandardIssue[] };
      };
}
