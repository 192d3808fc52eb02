// The clients of the frameworks, each with the client halves of plugins and the fields of a server: what a hook gives is in
// the framework's own wrapping, and what is in it is the same everywhere.
import { betterAuth } from "better-auth";
import {
  emailOTPClient,
  inferAdditionalFields,
  magicLinkClient,
  twoFactorClient,
  usernameClient,
} from "better-auth/client/plugins";
import { createAuthClient as createLynxClient } from "better-auth/lynx";
import { twoFactor } from "better-auth/plugins/two-factor";
import { createAuthClient as createReactClient } from "better-auth/react";
import { createAuthClient as createSolidClient } from "better-auth/solid";
import { createAuthClient as createSvelteClient } from "better-auth/svelte";
import { createAuthClient as createVueClient } from "better-auth/vue";
import { bookmarkClient } from "../plugins/client.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const auth = betterAuth({
  user: { additionalFields: { team: { type: "string" }, age: { type: "number", required: false } } },
  plugins: [twoFactor()],
});

const options = {
  plugins: [
    inferAdditionalFields<typeof auth>(),
    twoFactorClient(),
    usernameClient(),
    magicLinkClient(),
    emailOTPClient(),
    bookmarkClient(),
  ],
} as const;

const react = createReactClient(options);
const lynx = createLynxClient(options);
const vue = createVueClient(options);
const solid = createSolidClient(options);
const svelte = createSvelteClient(options);

/** What the hooks hold. */
const sessions = () =>
  [
    react.useSession(),
    lynx.useSession(),
    vue.useSession().value,
    solid.useSession()(),
    svelte.useSession().get(),
  ] as const;
const bookmarks = () =>
  [
    react.useBookmarks(),
    lynx.useBookmarks(),
    vue.useBookmarks().value,
    solid.useBookmarks()(),
    svelte.useBookmarks().get(),
  ] as const;

export function hooks() {
  for (const { data } of sessions()) {
    expectType<string | undefined>()(data?.user.team);
    expectType<number | null | undefined>()(data?.user.age);
    expectType<boolean | null | undefined>()(data?.user.twoFactorEnabled);
  }
  for (const { data } of bookmarks()) expectType<string | undefined>()(data?.bookmarks[0]?.id);
}

export async function calls() {
  for (const client of [react, lynx, vue, solid, svelte] as const) {
    await client.twoFactor.verifyTotp({ code: "123456" });
    await client.signIn.username({ username: "ada", password: "correct horse" });
    await client.signIn.magicLink({ email: "ada@example.com" });
    await client.emailOtp.sendVerificationOtp({ email: "ada@example.com", type: "sign-in" });
    await client.updateUser({ team: "blue" });
    // @ts-expect-error: a text
    await client.updateUser({ team: 1 });
    expectType<"INVALID_CODE" | "BOOKMARK_EXISTS">()(
      {} as Extract<keyof typeof client.$ERROR_CODES, "INVALID_CODE" | "BOOKMARK_EXISTS">,
    );
  }
}
