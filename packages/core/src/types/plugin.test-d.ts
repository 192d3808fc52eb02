import type { AuthContext } from "./context";
import type { BetterAuthPlugin, Plugin, RegisteredPlugin } from "./plugin";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

interface LoyaltyTypes {
  id: "loyalty";
}
declare function loyalty(rate: number): Plugin<LoyaltyTypes>;

declare module "./plugin" {
  interface BetterAuthPluginRegistry<AuthOptions, Options> {
    "test-loyalty": { creator: typeof loyalty; of: [AuthOptions, Options] };
  }
}

declare const context: AuthContext;
const known = context.getPlugin("test-loyalty");
const unknown = context.getPlugin("no-such-plugin");
const named = context.getPlugin("x" as string);

export type Tests = [
  Expect<Equal<typeof known, Plugin<LoyaltyTypes> | null>>,
  Expect<Equal<typeof unknown, BetterAuthPlugin | null>>,
  Expect<Equal<typeof named, BetterAuthPlugin | null>>,
  Expect<Equal<RegisteredPlugin<"test-loyalty">, Plugin<LoyaltyTypes>>>,
];
