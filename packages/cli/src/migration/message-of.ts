/** What an error of a driver says. */
export function messageOf(error: unknown): string {
  // Drivers that try several addresses give their errors as a list without a message.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message || error.name : String(error);
}
