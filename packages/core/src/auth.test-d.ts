import { createAuthEndpoint, sessionMiddleware } from "./api";
import { betterAuth } from "./auth";
import type {
  ApiMethod,
  Auth,
  BetterAuthPlugin,
  DeleteUserResult,
  ErrorCode,
  ErrorCodes,
  LinkedAccount,
  Plugin,
  Session,
  SessionBodyInput,
  SessionPair,
  SignInEmailResult,
  SignUpEmailResult,
  StandardSchema,
  User,
} from "./types";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const headers = new Headers();
const credentials = { email: "a@example.com", password: "correct horse" };
const person = { ...credentials, name: "A" };

export async function withoutPlugins() {
  const auth = betterAuth({ emailAndPassword: { enabled: true } });

  const session = await auth.api.getSession({ headers });
  expectType<SessionPair<Session, User> | null>()(session);
  expectType<User>()(session?.user ?? ({} as User));
  expectType<SessionPair<Session, User>>()({} as typeof auth.$Infer.Session);
  expectType<Session[]>()(await auth.api.listSessions({ headers }));

  const signIn = await auth.api.signInEmail({ body: credentials });
  expectType<SignInEmailResult<User>>()(signIn);
  expectType<string>()(signIn.token);
  const signUp = await auth.api.signUpEmail({ body: { ...person, rememberMe: false, image: undefined } });
  expectType<SignUpEmailResult<User>>()(signUp);
  expectType<string | null>()(signUp.token);

  expectType<ErrorCode<"INVALID_PASSWORD">>()(auth.$ERROR_CODES.INVALID_PASSWORD);
  expectType<"INVALID_PASSWORD">()(auth.$ERROR_CODES.INVALID_PASSWORD.code);
  await auth.api.ok();
  await auth.api.error({ query: { error: "x" } });
  await auth.api.getSession({ headers: { cookie: "x" }, query: { disableCookieCache: true } });
  await auth.api.signOut({ headers });
  await auth.api.updateUser({ headers, body: { name: "B", image: null } });
  await auth.api.requestPasswordReset({ body: { email: "a@example.com", redirectTo: "/reset" } });
  await auth.api.resetPassword({ body: { newPassword: "x" }, query: { token: "x" } });
  await auth.api.setPassword({ headers, body: { newPassword: "x" } });
  await auth.api.verifyPassword({ headers, body: { password: "x" } });
  expectType<DeleteUserResult>()(await auth.api.deleteUser({ headers, body: {} }));
  expectType<LinkedAccount[]>()(await auth.api.listUserAccounts({ headers }));
  await auth.api.unlinkAccount({ headers, body: { accountId: "x" } });
  expectType<string>()(auth.api.getSession.path);

  const untyped: Auth = auth;
  return untyped;
}

export async function flags() {
  const { api } = betterAuth({});
  expectType<Response>()(await api.signInEmail({ body: credentials, asResponse: true }));
  expectType<{ headers: Headers; response: SignInEmailResult<User> }>()(
    await api.signInEmail({ body: credentials, returnHeaders: true }),
  );
  expectType<{ status: number | undefined; response: SignInEmailResult<User> }>()(
    await api.signInEmail({ body: credentials, returnStatus: true }),
  );
  expectType<{ headers: Headers; status: number | undefined; response: SignInEmailResult<User> }>()(
    await api.signInEmail({ body: credentials, returnHeaders: true, returnStatus: true }),
  );
  expectType<SignInEmailResult<User>>()(await api.signInEmail({ body: credentials, asResponse: false }));
  expectType<{ headers: Headers; response: SessionPair<Session, User> | null }>()(
    await api.getSession({ headers, returnHeaders: true }),
  );
  expectType<Response>()(await api.ok({ asResponse: true }));
}

export async function additionalFields() {
  const auth = betterAuth({
    user: {
      additionalFields: {
        team: { type: "string" },
        age: { type: "number", required: false },
        level: { type: ["guest", "regular"], defaultValue: "guest" },
        born: { type: "date", required: false },
        role: { type: "string", input: false, defaultValue: "user" },
        secret: { type: "string", returned: false },
      },
    },
    session: {
      additionalFields: { device: { type: "string", required: false }, labels: { type: "string[]", input: false } },
    },
  });

  const needed = { ...person, team: "red", secret: "x" };
  const { user } = await auth.api.signUpEmail({ body: { ...needed, age: 3, level: "regular", born: new Date() } });
  expectType<string>()(user.team);
  expectType<number | null | undefined>()(user.age);
  expectType<"guest" | "regular">()(user.level);
  expectType<Date | null | undefined>()(user.born);
  expectType<string>()(user.role);
  // @ts-expect-error: it is never given out
  user.secret;

  // @ts-expect-error: a required field is missing
  await auth.api.signUpEmail({ body: { ...person, secret: "x" } });
  // @ts-expect-error: none of these
  await auth.api.signUpEmail({ body: { ...needed, level: "king" } });
  // @ts-expect-error: the default fills it in, but it may not be null
  await auth.api.signUpEmail({ body: { ...needed, level: null } });
  // @ts-expect-error: only the server sets it
  await auth.api.signUpEmail({ body: { ...needed, role: "admin" } });
  // @ts-expect-error: another type
  await auth.api.signUpEmail({ body: { ...needed, age: "3" } });

  await auth.api.updateUser({ headers, body: { team: "blue", age: null, level: undefined, secret: "y" } });
  // @ts-expect-error: it has to be something
  await auth.api.updateUser({ headers, body: { team: null } });
  // @ts-expect-error: only the server sets it
  await auth.api.updateUser({ headers, body: { role: "admin" } });

  const updated = await auth.api.updateSession({ headers, body: { device: null } });
  expectType<string | null | undefined>()(updated.session.device);
  // @ts-expect-error: another type
  await auth.api.updateSession({ headers, body: { device: 1 } });
  // @ts-expect-error: only the server sets it
  await auth.api.updateSession({ headers, body: { labels: ["x"] } });
  // @ts-expect-error: no such field
  await auth.api.updateSession({ headers, body: { token: "x" } });

  const session = await auth.api.getSession({ headers });
  expectType<string | undefined>()(session?.user.team);
  expectType<string | null | undefined>()(session?.session.device);
  expectType<string[] | undefined>()(session?.session.labels);
  type Pair = typeof auth.$Infer.Session;
  expectType<Pair | null>()(session);
  expectType<Pair["session"][]>()(await auth.api.listSessions({ headers }));
  const user2: User = user;
  return user2;
}

interface LoyaltyTypes {
  id: "loyalty";
  api: { redeem: ApiMethod<SessionBodyInput<{ amount: number }>, { left: number }> };
  user: { points: number };
  session: { shop?: string | null | undefined };
  signUp: { card: string };
  update: { card?: string | undefined };
  errors: ErrorCodes<"CARD_UNKNOWN">;
  infer: { Points: { left: number } };
}
declare function loyalty(): Plugin<LoyaltyTypes>;

interface ShapedTypes<Pair> {
  id: "shaped";
  sessionPair: Pair;
}
declare function shaped<const Pair>(shape: (pair: SessionPair) => Promise<Pair>): Plugin<ShapedTypes<Pair>>;

const unpublished = () =>
  ({
    id: "shelf",
    schema: {
      user: { fields: { shelf: { type: "string", required: false }, lock: { type: "string", returned: false } } },
    },
    endpoints: {
      putOnShelf: createAuthEndpoint(
        "/shelf/put/:place",
        {
          method: "POST",
          body: {} as StandardSchema<{ thing: string; count?: number }, { thing: string; count: number }>,
          use: [sessionMiddleware],
          requireHeaders: true,
        },
        async (ctx) => {
          expectType<{ thing: string; count: number }>()(ctx.body);
          expectType<Record<"place", string>>()(ctx.params);
          expectType<string>()(ctx.context.session.user.id);
          return { at: ctx.params.place, things: [ctx.body.thing] };
        },
      ),
      countShelves: createAuthEndpoint.serverOnly({}, () => 3),
    },
    $Infer: {} as { Shelf: { place: string } },
    $ERROR_CODES: {} as ErrorCodes<"SHELF_FULL">,
  }) satisfies BetterAuthPlugin;

export async function plugins() {
  const auth = betterAuth({ plugins: [loyalty(), unpublished()] });

  expectType<{ left: number }>()(await auth.api.redeem({ headers, body: { amount: 1 } }));
  const { user } = await auth.api.signUpEmail({ body: { ...person, card: "1" } });
  expectType<number>()(user.points);
  expectType<string | null | undefined>()(user.shelf);
  // @ts-expect-error: it is never given out
  user.lock;
  // @ts-expect-error: the plugin wants a card
  await auth.api.signUpEmail({ body: person });
  await auth.api.updateUser({ headers, body: { card: "2" } });
  expectType<string | null | undefined>()((await auth.api.getSession({ headers }))?.session.shop);
  expectType<ErrorCode<"CARD_UNKNOWN">>()(auth.$ERROR_CODES.CARD_UNKNOWN);
  expectType<ErrorCode<"SHELF_FULL">>()(auth.$ERROR_CODES.SHELF_FULL);
  expectType<{ left: number }>()({} as typeof auth.$Infer.Points);
  expectType<{ place: string }>()({} as typeof auth.$Infer.Shelf);

  expectType<{ at: string; things: string[] }>()(
    await auth.api.putOnShelf({ headers, params: { place: "top" }, body: { thing: "cup" } }),
  );
  expectType<Response>()(
    await auth.api.putOnShelf({ headers, params: { place: "top" }, body: { thing: "cup" }, asResponse: true }),
  );
  expectType<number>()(await auth.api.countShelves());
  // @ts-expect-error: the place is missing
  await auth.api.putOnShelf({ headers, body: { thing: "cup" } });
  // @ts-expect-error: the body is missing
  await auth.api.putOnShelf({ headers, params: { place: "top" } });
}

export async function replacedSession() {
  const auth = betterAuth({ plugins: [loyalty(), shaped(async ({ user }) => ({ who: user.name, roles: ["a"] }))] });
  type Pair = { readonly who: string; readonly roles: readonly ["a"] };
  expectType<Pair | null>()(await auth.api.getSession({ headers }));
  expectType<Pair>()({} as typeof auth.$Infer.Session);
}

/** A plugin that is only known as one adds nothing, and takes nothing away. */
export async function unknownPlugins(list: BetterAuthPlugin[], any: Plugin) {
  const auth = betterAuth({ plugins: [...list, any, loyalty()] });
  expectType<number>()((await auth.api.signInEmail({ body: credentials })).user.points);
  const bare = betterAuth({ plugins: list });
  expectType<SessionPair<Session, User> | null>()(await bare.api.getSession({ headers }));
}

export async function refusals() {
  const auth = betterAuth({ emailAndPassword: { enabled: true } });
  // @ts-expect-error: a password is missing
  await auth.api.signInEmail({ body: { email: "a" } });
  // @ts-expect-error: the body is missing
  await auth.api.signInEmail({});
  // @ts-expect-error: the input is missing
  await auth.api.signInEmail();
  // @ts-expect-error: another type
  await auth.api.signInEmail({ body: { email: "a", password: 1 } });
  // @ts-expect-error: there is no such member
  await auth.api.signInEmail({ body: { email: "a", password: "b", remember: true } });
  // @ts-expect-error: there is no such flag
  await auth.api.signInEmail({ body: credentials, asText: true });
  // @ts-expect-error: who is signed in stands in the headers
  await auth.api.getSession({});
  // @ts-expect-error: there is no such endpoint
  await auth.api.signInTelegram({ body: credentials });
  // @ts-expect-error: there is no such code
  auth.$ERROR_CODES.NO_SUCH_CODE;
  // @ts-expect-error: there is no such option
  betterAuth({ emailAndPasswords: { enabled: true } });
  // @ts-expect-error: there is no such option inside
  betterAuth({ emailAndPassword: { enabled: true, minimum: 3 } });
  // @ts-expect-error: an option of another type
  betterAuth({ secret: 1 });
  // @ts-expect-error: a field of a type that is none
  betterAuth({ user: { additionalFields: { a: { type: "text" } } } });
  // @ts-expect-error: that is no plugin
  betterAuth({ plugins: [{ name: "x" }] });
  // @ts-expect-error: that is no database
  betterAuth({ database: "sqlite.db" });
}
