import type { AdapterFactoryConfig } from "../../types";

/** The configuration of an adapter with its defaults. */
export type ResolvedAdapterConfig = AdapterFactoryConfig & {
  readonly adapterName: string;
  readonly usePlural: boolean;
  readonly supportsJSON: boolean;
  readonly supportsDates: boolean;
  readonly supportsBooleans: boolean;
  readonly supportsArrays: boolean;
};

/** Fills in what an adapter does not say about its database. */
export function resolveAdapterConfig(config: AdapterFactoryConfig): ResolvedAdapterConfig {
  return {
    ...config,
    adapterName: config.adapterName ?? config.adapterId,
    usePlural: config.usePlural ?? false,
    debugLogs: config.debugLogs ?? false,
    supportsNumericIds: config.supportsNumericIds ?? true,
    supportsUUIDs: config.supportsUUIDs ?? false,
    supportsJSON: config.supportsJSON ?? false,
    supportsDates: config.supportsDates ?? true,
    supportsBooleans: config.supportsBooleans ?? true,
    supportsArrays: config.supportsArrays ?? false,
    transaction: config.transaction ?? false,
    disableIdGeneration: config.disableIdGeneration ?? false,
    disableTransformInput: config.disableTransformInput ?? false,
    disableTransformOutput: config.disableTransformOutput ?? false,
    disableTransformJoin: config.disableTransformJoin ?? false,
  };
}
