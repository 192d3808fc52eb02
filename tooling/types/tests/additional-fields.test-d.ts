// `inferAdditionalFields` in its two forms, by the type of an instance and written out, with both clients: the same types.
import { betterAuth } from "better-auth";
import { createAuthClient as createVanillaClient } from "better-auth/client";
import { inferAdditionalFields, twoFactorClient } from "better-auth/client/plugins";
import { twoFactor } from "better-auth/plugins/two-factor";
import { createAuthClient } from "better-auth/react";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const user = {
  team: { type: "string" },
  age: { type: "number", required: false },
  born: { type: "date", required: false },
  tags: { type: "string[]", required: false },
  level: { type: ["guest", "regular"], defaultValue: "guest" },
  role: { type: "string", input: false, defaultValue: "user" },
  secret: { type: "string", required: false, returned: false },
} as const;
const session = { device: { type: "string", required: false } } as const;

const auth = betterAuth({
  user: { additionalFields: user },
  session: { additionalFields: session },
  plugins: [twoFactor()],
});
type Server = typeof auth;

const byType = inferAdditionalFields<Server>();
const bySchema = inferAdditionalFields({ user, session });
const react = createAuthClient({ plugins: [byType, twoFactorClient()] });
const reactBySchema = createAuthClient({ plugins: [bySchema, twoFactorClient()] });
const vanilla = createVanillaClient({ plugins: [byType, twoFactorClient()] });
const vanillaBySchema = createVanillaClient({ plugins: [bySchema, twoFactorClient()] });

interface ExpectedFields {
  team: string;
  age?: number | null | undefined;
  born?: Date | null | undefined;
  tags?: string[] | null | undefined;
  level: "guest" | "regular";
  role: string;
}

/** Every member of the user that is expected, with its very type. */
type Picked<U> = { [K in keyof ExpectedFields]: K extends keyof U ? U[K] : "missing" } extends infer P ? P : never;

export async function given() {
  type Session = Server["$Infer"]["Session"];
  expectType<Picked<ExpectedFields>>()({} as Picked<Session["user"]>);
  expectType<Picked<ExpectedFields>>()({} as Picked<(typeof react.$Infer.Session)["user"]>);
  expectType<Picked<ExpectedFields>>()({} as Picked<(typeof reactBySchema.$Infer.Session)["user"]>);
  expectType<Picked<ExpectedFields>>()({} as Picked<(typeof vanilla.$Infer.Session)["user"]>);
  expectType<Picked<ExpectedFields>>()({} as Picked<(typeof vanillaBySchema.$Infer.Session)["user"]>);
  for (const client of [vanilla, vanillaBySchema] as const) {
    expectType<boolean | null | undefined>()(client.useSession.get().data?.user.twoFactorEnabled);
    expectType<string | undefined>()(client.useSession.get().data?.user.team);
    expectType<string | null | undefined>()((await client.getSession()).data?.session.device);
    expectType<string | null | undefined>()((await client.listSessions()).data?.[0]?.device);
  }
  // @ts-expect-error: it is never given out
  react.useSession().data?.user.secret;
  // @ts-expect-error: it is never given out
  reactBySchema.useSession().data?.user.secret;
}

const person = { name: "A", email: "a@example.com", password: "correct horse" };

export async function taken() {
  for (const client of [react, reactBySchema] as const) {
    await client.signUp.email({ ...person, team: "red", born: new Date(), secret: "s" });
    await client.updateUser({ team: "blue", age: null, tags: ["a"] });
    await client.updateSession({ device: "phone" });
    // @ts-expect-error: a required field is missing
    await client.signUp.email(person);
    // @ts-expect-error: only the server sets it
    await client.signUp.email({ ...person, team: "red", role: "admin" });
    // @ts-expect-error: none of these
    await client.updateUser({ level: "king" });
    // @ts-expect-error: it has to be something
    await client.updateUser({ team: null });
    // @ts-expect-error: a text
    await client.updateSession({ device: 1 });
  }
}
