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

/** The additional fields of a server, from its options. */
export interface ServerFieldsTypes<O> {
  id: "additional-fields-client";
  user: UserOf<O>;
  session: SessionOf<O>;
  signUp: SignUpFieldsOf<O>;
  update: UpdateFieldsOf<O>;
}

type FieldsIn<S, Table extends string> = S extends { [K in Table]: infer F } ? F : {};

/** Additional fields, from a schema. */
export interface SchemaFieldsTypes<S> {
  id: "additional-fields-client";
  user: FieldsOutput<FieldsIn<S, "user">>;
  session: FieldsOutput<FieldsIn<S, "session">>;
  signUp: FieldsInput<FieldsIn<S, "user">>;
  update: FieldsUpdate<FieldsIn<S, "user">>;
}

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
export function inferAdditionalFields<A>(): ClientPlugin<ServerFieldsTypes<OptionsOf<A>>>;
export function inferAdditionalFields<const S extends AdditionalFieldsSchema>(schema: S): ClientPlugin<SchemaFieldsTypes<S>>;
export function inferAdditionalFields() {
  return { id: "additional-fields-client" };
}
