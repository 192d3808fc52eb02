import { createAuthClient } from "@better-auth/client";
import { betterAuth } from "@better-auth/core";
import { expectTypeOf } from "vitest";
import { username } from ".";
import { usernameClient } from "./client";

const auth = betterAuth({ plugins: [username()] });
const client = createAuthClient({ plugins: [usernameClient()] });

expectTypeOf(auth.$Infer.Session.user.username).toEqualTypeOf<string | null | undefined>();
expectTypeOf(auth.$Infer.Session.user.displayUsername).toEqualTypeOf<string | null | undefined>();
expectTypeOf(client.$Infer.Session.user.username).toEqualTypeOf<string | null | undefined>();

await auth.api.signUpEmail({ body: { name: "A", email: "a@example.com", password: "correct horse", username: "a" } });
const signedIn = await auth.api.signInUsername({ body: { username: "alice", password: "correct horse" } });
expectTypeOf(signedIn.token).toEqualTypeOf<string | null>();
expectTypeOf(signedIn.user.displayUsername).toEqualTypeOf<string | null | undefined>();
// @ts-expect-error: a password is needed
auth.api.signInUsername({ body: { username: "alice" } });

const { data, error } = await client.signIn.username({ username: "alice", password: "correct horse" });
expectTypeOf(data?.user.username).toEqualTypeOf<string | null | undefined>();
expectTypeOf(error?.message).toEqualTypeOf<string | undefined>();
expectTypeOf((await client.isUsernameAvailable({ username: "alice" })).data).toEqualTypeOf<{
  available: boolean;
} | null>();
client.signUp.email({ name: "A", email: "a@example.com", password: "correct horse", displayUsername: "A" });
client.updateUser({ username: "other" });
// @ts-expect-error: a name is text
client.updateUser({ username: 5 });
expectTypeOf(client.$ERROR_CODES.USERNAME_IS_ALREADY_TAKEN.code).toEqualTypeOf<"USERNAME_IS_ALREADY_TAKEN">();

const one = betterAuth({ plugins: [username({ displayUsername: false })] });
expectTypeOf(one.$Infer.Session.user.username).toEqualTypeOf<string | null | undefined>();
// @ts-expect-error: there is no second spelling
one.$Infer.Session.user.displayUsername;
const oneClient = createAuthClient({ plugins: [usernameClient({ displayUsername: false })] });
// @ts-expect-error: there is no second spelling
oneClient.$Infer.Session.user.displayUsername;
