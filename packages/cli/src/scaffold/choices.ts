import type { Database } from "./databases";
import type { Framework } from "./frameworks/framework";
import type { Plugin } from "./plugins";

/** What is to be set up. */
export interface Choices {
  /** The application's name, as mails show it. */
  readonly name: string;
  readonly framework: Framework;
  readonly database: Database;
  /** In the order in which they are listed. */
  readonly plugins: readonly Plugin[];
  readonly hasEmailAndPassword: boolean;
}
