import { secretsOf, withoutSecrets } from "../info/secret-text";
import { messageOf } from "../migration/message-of";
import type { Terminal } from "./terminal";

/**
 * From now on, what a configuration started and nobody waits for (a connection that cannot be made) may fail: it is told,
 * each message once, and does not end the command.
 */
export function outliveBackgroundFailures({ printError }: Pick<Terminal, "printError">): void {
  const told = new Set<string>();
  const tell = (error: unknown) => {
    const message = withoutSecrets(messageOf(error), secretsOf(process.env));
    if (told.has(message)) return;
    told.add(message);
    printError(`Something that the configuration started, and does not wait for, has failed: ${message}`);
  };
  process.on("unhandledRejection", tell);
  process.on("uncaughtException", tell);
}
