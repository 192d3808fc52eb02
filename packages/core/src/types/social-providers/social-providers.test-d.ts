import type { BetterAuthOptions } from "../options";
import type { GithubProfile, GoogleProfile, SocialProviderOptions, SocialProviders } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

// Every provider's options are its own, and know its profile.
export const configured: BetterAuthOptions["socialProviders"] = {
  github: {
    clientId: "id",
    clientSecret: "secret",
    mapProfileToUser(profile) {
      const known: Expect<Equal<typeof profile, GithubProfile>> = true;
      return { name: profile.login, plan: "free", known };
    },
  },
  google: { clientId: ["web", "ios"], accessType: "offline", enabled: false },
  tiktok: { clientKey: "key", clientSecret: "secret" },
  // Found out when they are needed.
  discord: () => ({ clientId: "id" }),
  apple: async () => ({ clientId: "id", enabled: true }),
};

type Mapped = Parameters<NonNullable<SocialProviderOptions["google"]["mapProfileToUser"]>>[0];
export type Checks = [
  Expect<Equal<Mapped, GoogleProfile>>,
  // What a provider needs has to be there.
  Expect<Equal<{ github: { clientSecret: string } } extends SocialProviders ? true : false, false>>,
  Expect<Equal<{ cognito: { clientId: string } } extends SocialProviders ? true : false, false>>,
];

export const wrong: SocialProviders[] = [
  // @ts-expect-error no provider of this name is built in
  { acme: { clientId: "id" } },
  // @ts-expect-error Google's option, and not GitHub's
  { github: { clientId: "id", accessType: "offline" } },
];
