import { withoutSecrets } from "../../info/secret-text";
import { messageOf } from "../../migration/message-of";

/** What an error of a driver or a server says, in one line and without what looks like a secret. */
export function foreignMessage(error: unknown): string {
  return withoutSecrets(messageOf(error).split("\n")[0] as string, []);
}
