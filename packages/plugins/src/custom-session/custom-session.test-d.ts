import { createAuthClient } from "@better-auth/client";
import { betterAuth } from "@better-auth/core";
import type { BetterAuthOptions, Session, User } from "@better-auth/core/types";
import { expectTypeOf } from "vitest";
import { username } from "../username";
import { customSession } from ".";
import { customSessionClient } from "./client";

const rolesOf = async (_userId: string): Promise<string[]> => [];

const auth = betterAuth({
  plugins: [customSession(async ({ user, session }) => ({ user, session, roles: await rolesOf(user.id) }))],
});
type Pair = typeof auth.$Infer.Session;
expectTypeOf<Pair["roles"]>().toEqualTypeOf<string[]>();
expectTypeOf<Pair["user"]>().toEqualTypeOf<User>();
expectTypeOf<Pair["session"]>().toEqualTypeOf<Session>();
const read = await auth.api.getSession({ headers: {} });
expectTypeOf(read).toEqualTypeOf<Pair | null>();
expectTypeOf(auth.$ERROR_CODES.CUSTOM_SESSION_FAILED.code).toEqualTypeOf<"CUSTOM_SESSION_FAILED">();

const client = createAuthClient({ plugins: [customSessionClient<typeof auth>()] });
expectTypeOf(client.$Infer.Session).toEqualTypeOf<Pair>();
expectTypeOf((await client.getSession()).data).toEqualTypeOf<Pair | null>();
expectTypeOf(client.useSession.get().data?.roles).toEqualTypeOf<string[] | undefined>();

// Nothing of the stored pair has to be left.
const other = betterAuth({ plugins: [customSession(({ user }) => ({ name: user.name }))] });
expectTypeOf(other.$Infer.Session).toEqualTypeOf<{ name: string }>();
// @ts-expect-error: the function did not give it
other.$Infer.Session.user;

// With the options the function knows additional fields and fields of other plugins.
const options = {
  user: { additionalFields: { team: { type: "string", required: true } } },
  session: { additionalFields: { theme: { type: "string", required: false } } },
  plugins: [username()],
} satisfies BetterAuthOptions;
const rich = betterAuth({
  ...options,
  plugins: [
    ...options.plugins,
    customSession(
      ({ user, session }, ctx) => {
        expectTypeOf(user.team).toEqualTypeOf<string>();
        expectTypeOf(user.username).toEqualTypeOf<string | null | undefined>();
        expectTypeOf(session.theme).toEqualTypeOf<string | null | undefined>();
        expectTypeOf(ctx.path).toEqualTypeOf<string>();
        return { user, session };
      },
      options,
      { shouldMutateListDeviceSessionsEndpoint: true },
    ),
  ],
});
expectTypeOf(rich.$Infer.Session.user.team).toEqualTypeOf<string>();
expectTypeOf(rich.$Infer.Session.user.username).toEqualTypeOf<string | null | undefined>();

// Where the server is another project, its type is written down.
const apart = createAuthClient({ plugins: [customSessionClient<{ $Infer: { Session: { roles: string[] } } }>()] });
expectTypeOf((await apart.getSession()).data).toEqualTypeOf<{ roles: string[] } | null>();
// Untold, the client knows what the core gives.
const untold = createAuthClient({ plugins: [customSessionClient()] });
expectTypeOf((await untold.getSession()).data?.user.email).toEqualTypeOf<string | undefined>();

// @ts-expect-error: an object
customSession(() => "text");
