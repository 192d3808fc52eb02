import type { BetterAuthOptions, CustomAdapter, Logger, ResolvedSchema } from "../../types";
import type { IdStrategy } from "../id";
import type { SchemaNames } from "../names";
import type { ResolvedAdapterConfig } from "./config";

/** Everything that the parts of one adapter share, made once. */
export interface AdapterState {
  readonly options: BetterAuthOptions;
  readonly config: ResolvedAdapterConfig;
  readonly schema: ResolvedSchema;
  readonly names: SchemaNames;
  readonly ids: IdStrategy;
  readonly logger: Logger;
}

/** The same with what the adapter's author wrote. */
export interface WorkingAdapter extends AdapterState {
  readonly custom: CustomAdapter;
}
