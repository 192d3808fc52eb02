import type { BetterAuthOptions } from "@better-auth/core/types";
import type { BaseFacts } from "./base";
import type { DatabaseFacts } from "./database";
import type { PackageFacts } from "./packages";
import type { EnvironmentFile } from "./repository";
import type { ServerFacts } from "./server";
import type { StartUp } from "./start-up";
import type { StorageFacts } from "./storage";

/** Everything that the checks judge, gathered beforehand. */
export interface Facts {
  readonly options: BetterAuthOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Judge as people will meet it. */
  readonly isProduction: boolean;
  readonly base: BaseFacts;
  readonly startUp: StartUp;
  readonly environmentFiles: readonly EnvironmentFile[];
  readonly database: DatabaseFacts;
  /** `null`: the configuration has no secondary storage. */
  readonly storage: StorageFacts | null;
  readonly packages: PackageFacts;
  /** `null`: no running server was named. */
  readonly server: ServerFacts | null;
}

/** What weakens on a developer's machine and breaks in production. */
export function seriously({ isProduction }: Pick<Facts, "isProduction">): "broken" | "weak" {
  return isProduction ? "broken" : "weak";
}
