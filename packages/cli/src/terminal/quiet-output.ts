import type { Terminal } from "./terminal";

/**
 * Runs work while standard output belongs to a report alone: what a configuration says as it is loaded goes to standard
 * error.
 *
 * @param work gets a terminal that prints nothing, and still complains
 */
export async function withQuietOutput<T>(terminal: Terminal, work: (silent: Terminal) => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const own = stdout.write;
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  try {
    return await work({ ...terminal, print: () => {}, step: () => ({ done: () => {}, clear: () => {} }) });
  } finally {
    stdout.write = own;
  }
}
