import type {
  FieldAttribute,
  FieldsInput,
  FieldsOutput,
  FieldsUpdate,
  SessionOf,
  SignUpFieldsOf,
  UpdateFieldsOf,
  UserOf,
} from "@better-auth/core/types";
import type { ClientPlugin } from "../types/client-plugin";
import type { OptionsOf } from "./infer-plugin";

/** Additional fields, as the server's options hold them. */
export interface AdditionalFieldsSchema {
  user?: Readonly<Record<string, FieldAttribute>> | undefined;
  session?: Readonly<Record<string, FieldAttribute>> | undefined;
}

type FieldsIn<S, Table extends string> = S extends { [K in Table]: infer F } ? F : Record<string, never>;

/** What additional fields add to the types of a client. */
export interface AdditionalFieldsTypes<U, S, SignUpFields, UpdateFields> {
  id: "additional-fields-client";
  user: U;
  session: S;
  signUp: SignUpFields;
  update: UpdateFields;
}

/** The fields of a server, additional or a plugin's, as a client plugin. */
export type ServerFields<O> = ClientPlugin<
  AdditionalFieldsTypes<
    UserOf<O> & unknown,
    SessionOf<O> & unknown,
    SignUpFieldsOf<O> & unknown,
    UpdateFieldsOf<O> & unknown
  >
>;

/** The fields of a schema, as a client plugin. */
export type SchemaFields<S> = ClientPlugin<
  AdditionalFieldsTypes<
    FieldsOutput<FieldsIn<S, "user">>,
    FieldsOutput<FieldsIn<S, "session">>,
    FieldsInput<FieldsIn<S, "user">>,
    FieldsUpdate<FieldsIn<S, "user">>
  >
>;

/**
 * Tells the client of the server's additional fields: from the type of the server's instance, or written out where the
 * client is another project.
 *
 * @example
 * import type { auth } from "./auth";
 * createAuthClient({ plugins: [inferAdditionalFields<typeof auth>()] });
 *
 * @example
 * createAuthClient({ plugins: [inferAdditionalFields({ user: { role: { type: "string" } } })] });
 */
export function inferAdditionalFields<A>(): ServerFields<OptionsOf<A>>;
export function inferAdditionalFields<const S extends AdditionalFieldsSchema>(schema: S): SchemaFields<S>;
export function inferAdditionalFields() {
  return { id: "additional-fields-client" };
}
