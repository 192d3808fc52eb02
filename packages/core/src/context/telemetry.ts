/** What an event of the reference's telemetry looks like. */
export interface TelemetryEvent {
  type: string;
  anonymousId?: string | undefined;
  payload?: unknown;
}

/**
 * Here so that code which imports it moves over. Nothing is collected and nothing is sent, whatever the options and the
 * environment say.
 */
export async function createTelemetry(..._options: unknown[]): Promise<{
  publish(event: TelemetryEvent): Promise<void>;
}> {
  return { publish: async () => {} };
}

/** Here so that code which imports it moves over: there is nothing to tell. */
export async function getTelemetryAuthConfig(..._options: unknown[]): Promise<Record<string, never>> {
  return {};
}
