import type {
  FieldAttribute,
  FieldsInput,
  FieldsOutput,
  FieldsUpdate,
  SessionOf,
  SignUpFieldsOf,
  UpdateFieldsOf,
  UpdateSessionFieldsOf,
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
export interface AdditionalFieldsTypes<U, S, SignUpFields, UpdateFields, SessionFields> {
  id: "additional-fields-client";
  user: U;
  session: S;
  signUp: SignUpFields;
  update: UpdateFields;
  updateSession: SessionFields;
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
// Written out here, not as an alias: an exported client then names fields, not the server's options.
export function inferAdditionalFields<A>(): ClientPlugin<
  AdditionalFieldsTypes<
    UserOf<OptionsOf<A>> & unknown,
    SessionOf<OptionsOf<A>> & unknown,
    SignUpFieldsOf<OptionsOf<A>> & unknown,
    UpdateFieldsOf<OptionsOf<A>> & unknown,
    UpdateSessionFieldsOf<OptionsOf<A>> & unknown
  >
>;
export function inferAdditionalFields<const S extends AdditionalFieldsSchema>(
  schema: S,
): ClientPlugin<
  AdditionalFieldsTypes<
    FieldsOutput<FieldsIn<S, "user">>,
    FieldsOutput<FieldsIn<S, "session">>,
    FieldsInput<FieldsIn<S, "user">>,
    FieldsUpdate<FieldsIn<S, "user">>,
    FieldsUpdate<FieldsIn<S, "session">>
  >
>;
export function inferAdditionalFields() {
  return { id: "additional-fields-client" };
}
