import type {
  Auth,
  Endpoint,
  ErrorCode,
  LinkedAccount,
  Plugin,
  Session,
  SessionPair,
  StandardSchema,
  User,
} from "@better-auth/core/types";
import type { ReadableAtom } from "nanostores";
import {
  type AuthQueryState,
  type BetterAuthClientPlugin,
  type BetterFetchOption,
  type ClientError,
  type ClientMethod,
  type ClientPlugin,
  createAuthClient,
  InferAuth,
  InferPlugin,
  useAuthQuery,
} from "../index";
import { InferServerPlugin, inferAdditionalFields } from "../plugins";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const credentials = { email: "", password: "" };
const person = { ...credentials, name: "" };

/** Without plugins. */
export async function plain() {
  const client = createAuthClient();

  const { data, error } = await client.signIn.email(credentials);
  if (error) {
    expectType<ClientError>()(error);
    expectType<null>()(data);
  } else {
    expectType<User>()(data.user);
    expectType<string>()(data.token);
  }

  expectType<User>()(await client.signIn.email(credentials, { throw: true }).then((answer) => answer.user));
  expectType<User>()(
    await client.signIn.email({ ...credentials, fetchOptions: { throw: true } }).then((answer) => answer.user),
  );
  expectType<SessionPair<Session, User> | null>()((await client.getSession()).data);
  expectType<Session[] | null>()((await client.listSessions()).data);
  await client.getSession({ query: { disableCookieCache: true } });
  await client.signOut();
  await client.signOut({ fetchOptions: { onSuccess: ({ data, response }) => void [data, response.status] } });
  await client.updateUser({ name: undefined, image: null });
  await client.sendVerificationEmail({ email: "", callbackURL: "/" });
  await client.changeEmail({ newEmail: "" });
  await client.requestPasswordReset({ email: "", redirectTo: "/reset" });
  await client.resetPassword({ newPassword: "", token: "" });
  await client.resetPassword[":token"]({ query: { callbackURL: "/" } }, { params: { token: "" } });
  expectType<LinkedAccount[] | null>()((await client.listAccounts()).data);
  await client.unlinkAccount({ accountId: "" });
  await client.deleteUser({ callbackURL: "/bye" });
  await client.deleteUser.callback({ query: { token: "" } });
  const social = await client.signIn.social({ provider: "github", scopes: ["repo"], callbackURL: "/" });
  if (social.data?.url === undefined) expectType<User | undefined>()(social.data?.user);
  await client.signIn.social({ provider: "a company's own", idToken: { token: "", nonce: "" } });
  expectType<boolean | undefined>()((await client.signIn.social.email({ email: "" })).data?.status);
  await client.linkSocial({ provider: "google" });
  expectType<string>()(
    await client.getAccessToken({ accountId: "" }, { throw: true }).then((answer) => answer.accessToken),
  );
  expectType<string | undefined>()((await client.refreshToken({ useAccountCookie: true })).data?.refreshToken);
  expectType<boolean | undefined>()((await client.accountInfo({ query: { accountId: "" } })).data?.user.emailVerified);
  // @ts-expect-error one of the two has to say which account is meant
  await client.getAccessToken({});
  expectType<User | null | undefined>()(
    (await client.verifyEmail({ query: { token: "" }, fetchOptions: { throw: true } })).user,
  );
  expectType<ReadableAtom<AuthQueryState<SessionPair<Session, User>>>>()(client.useSession);
  expectType<SessionPair<Session, User>>()({} as typeof client.$Infer.Session);
  expectType<ErrorCode<"USER_NOT_FOUND">>()(client.$ERROR_CODES.USER_NOT_FOUND);

  const answer = await client.$fetch<{ points: number }>("/loyalty");
  expectType<{ points: number } | null>()(answer.data);
  expectType<{ points: number }>()(await client.$fetch<{ points: number }, true>("/loyalty", { throw: true }));

  const output = {} as StandardSchema<unknown, { points: number }>;
  const errorSchema = {} as StandardSchema<unknown, { wait: number }>;
  const checked = await client.$fetch("/loyalty", { output, errorSchema });
  expectType<{ points: number } | null>()(checked.data);
  expectType<number | undefined>()(checked.error?.wait);
  expectType<number | undefined>()(checked.error?.status);
  const handedOn = async (fetchOptions?: BetterFetchOption<false>) =>
    (await client.$fetch<{ points: number }>("/loyalty", { method: "POST", ...fetchOptions })).data;
  expectType<{ points: number } | null>()(await handedOn());

  // @ts-expect-error a field is missing
  await client.signIn.email({ email: "" });
  // @ts-expect-error no such field
  await client.signIn.email({ ...credentials, remember: true });
  // @ts-expect-error an input is needed
  await client.changePassword();
  // @ts-expect-error no such route
  client.signIn.nothing;
  // @ts-expect-error no such plugin
  client.twoFactor;
}

/** Options keep the types of their callbacks, and wrong ones are refused. */
export function options() {
  createAuthClient({ baseURL: undefined, fetchOptions: { onError: ({ error }) => expectType<ClientError>()(error) } });
  createAuthClient({
    fetchOptions: {
      auth: { type: "Bearer", token: async () => "t" },
      retry: { type: "linear", attempts: 1, delay: 1 },
    },
  });
  // @ts-expect-error no such option
  createAuthClient({ baseUrl: "" });
  // @ts-expect-error no plugin
  createAuthClient({ plugins: [1] });
}

/** A client that throws gives data. */
export async function throwing() {
  const client = createAuthClient({ fetchOptions: { throw: true }, plugins: [twoFactorClient()] });
  expectType<boolean>()((await client.deleteUser()).success);
  expectType<boolean>()((await client.deleteUser.callback({ query: { token: "" } })).success);
  expectType<User & { twoFactorEnabled?: boolean | null }>()((await client.signIn.email(credentials)).user);
  expectType<{ uri: string }>()(await client.twoFactor.enable({ password: "" }));
  expectType<{ uri: string } | null>()((await client.twoFactor.enable({ password: "" }, { throw: false })).data);
  expectType<boolean>()(await client.signOut().then(({ success }) => success));
  expectType<{ points: number }>()(await client.$fetch<{ points: number }>("/loyalty"));
  expectType<unknown>()(await client.$fetch("/loyalty"));
  expectType<number | null>()((await client.$fetch<number, false>("/loyalty", { throw: false })).data);
  expectType<SessionPair<Session, User & { twoFactorEnabled?: boolean | null }> | null>()(await client.getSession());
}

interface TwoFactorTypes {
  id: "two-factor";
  client: {
    twoFactor: { enable: ClientMethod<{ password: string }, { uri: string }> };
    signIn: { code: () => "code" };
  };
  user: { twoFactorEnabled?: boolean | null };
  errors: { readonly INVALID_CODE: ErrorCode<"INVALID_CODE"> };
}
declare function twoFactorClient(): ClientPlugin<TwoFactorTypes & { atoms: { devices: AuthQueryState<string[]> } }>;
declare function twoFactor(): Plugin<TwoFactorTypes & { signUp: { twoFactor?: boolean | undefined } }>;

/** A plugin that publishes its types. */
export async function published() {
  const client = createAuthClient({ plugins: [twoFactorClient()] });
  const { data } = await client.twoFactor.enable({ password: "" });
  expectType<{ uri: string } | null>()(data);
  expectType<"code">()(client.signIn.code());
  await client.signIn.email(credentials);
  expectType<ReadableAtom<AuthQueryState<string[]>>>()(client.useDevices);
  expectType<boolean | null | undefined>()(client.useSession.get().data?.user.twoFactorEnabled);
  expectType<ErrorCode<"INVALID_CODE">>()(client.$ERROR_CODES.INVALID_CODE);
  expectType<ErrorCode<"USER_NOT_FOUND">>()(client.$ERROR_CODES.USER_NOT_FOUND);
}

/** The server half publishes them. */
export async function publishedByServer() {
  const client = createAuthClient({
    plugins: [
      { id: "two-factor", $InferServerPlugin: {} as ReturnType<typeof twoFactor> } satisfies BetterAuthClientPlugin,
    ],
  });
  await client.twoFactor.enable({ password: "" });
  await client.signUp.email({ ...person, twoFactor: true });
  expectType<boolean | null | undefined>()(client.useSession.get().data?.user.twoFactorEnabled);
}

type Body<T> = StandardSchema<unknown, unknown> & {
  readonly "~standard": { readonly types?: { readonly input: T; readonly output: T } };
};

/** A server plugin as third parties write them: nothing but endpoints. */
interface Loyalty {
  id: "loyalty";
  endpoints: {
    redeem: Endpoint<
      "/loyalty/redeem-points",
      { method: "POST"; body: Body<{ points: number }> },
      Promise<{ left: number }>
    >;
    total: Endpoint<"/loyalty/total", { method: "GET" }, number>;
    find: Endpoint<"/loyalty/find", { method: "GET"; query: Body<{ card: string }> }, string>;
    maybe: Endpoint<"/loyalty/maybe", { method: "POST"; body: Body<{ a: number } | undefined> }, string>;
    internal: Endpoint<"/loyalty/internal", { method: "GET"; metadata: { SERVER_ONLY: true } }, number>;
    hidden: Endpoint<"/loyalty/hidden", { method: "GET"; metadata: { isAction: false } }, number>;
  };
  schema: { user: { fields: { points: { type: "number" }; secret: { type: "string"; returned: false } } } };
  $ERROR_CODES: { readonly NO_POINTS: ErrorCode<"NO_POINTS"> };
}

export async function inferred() {
  const client = createAuthClient({ plugins: [InferPlugin<Loyalty>()] });
  expectType<{ left: number } | null>()((await client.loyalty.redeemPoints({ points: 1 })).data);
  expectType<number | null>()((await client.loyalty.total()).data);
  expectType<string | null>()((await client.loyalty.find({ query: { card: "" } })).data);
  await client.loyalty.maybe();
  await client.loyalty.maybe({ a: 1 });
  expectType<number | undefined>()(client.useSession.get().data?.user.points);
  expectType<ErrorCode<"NO_POINTS">>()(client.$ERROR_CODES.NO_POINTS);
  // @ts-expect-error a field of the wrong type
  await client.loyalty.redeemPoints({ points: "1" });
  // @ts-expect-error a query is needed
  await client.loyalty.find();
  // @ts-expect-error only the server has it
  client.loyalty.internal;
  // @ts-expect-error no action of the client
  client.loyalty.hidden;
  // @ts-expect-error not given out
  client.useSession.get().data?.user.secret;
}

/** A client plugin as third parties write them. */
const loyaltyClient = () =>
  ({
    id: "loyalty",
    $InferServerPlugin: {} as Loyalty,
    getAtoms: ($fetch) => ({
      $points: {} as ReadableAtom<boolean>,
      points: useAuthQuery<number>([], "/loyalty/total", $fetch),
    }),
    getActions: ($fetch, $store) => ({
      loyalty: {
        async spend(points: number) {
          $store.notify("$points");
          return $fetch<{ left: number }>("/loyalty/redeem-points", { method: "POST", body: { points } });
        },
      },
    }),
    pathMethods: { "/loyalty/total": "GET" },
    atomListeners: [{ matcher: (path) => path.startsWith("/loyalty"), signal: "$points" }],
  }) satisfies BetterAuthClientPlugin;

export async function thirdParty() {
  const client = createAuthClient({ plugins: [loyaltyClient(), twoFactorClient()] });
  expectType<{ left: number } | null>()((await client.loyalty.spend(1)).data);
  expectType<number | null>()((await client.loyalty.total()).data);
  expectType<number | null>()(client.usePoints.get().data);
  await client.twoFactor.enable({ password: "" });
  // @ts-expect-error a signal is no hook
  client.use$points;
}

/** Plugins that say nothing about themselves add nothing. */
export function untyped(plugins: BetterAuthClientPlugin[]) {
  const client = createAuthClient({ plugins });
  expectType<User | undefined>()(client.useSession.get().data?.user);
}

declare const auth: Auth<{
  plugins: readonly [Plugin<TwoFactorTypes & { signUp: { twoFactor?: boolean | undefined } }>, Loyalty];
  user: {
    additionalFields: {
      role: { type: ["admin", "member"] };
      nick: { type: "string"; required: false };
      rank: { type: "number"; input: false };
    };
  };
  session: { additionalFields: { device: { type: "string"; required: false } } };
}>;

/** The additional fields of a server, and what its plugins add to user and session. */
export async function additionalFields() {
  const client = createAuthClient({ plugins: [inferAdditionalFields<typeof auth>()] });
  await client.signUp.email({ ...person, role: "admin", nick: "A", twoFactor: true });
  await client.updateUser({ role: "member" });
  const { user, session } = client.$Infer.Session;
  expectType<"admin" | "member">()(user.role);
  expectType<string | null | undefined>()(user.nick);
  expectType<number>()(user.rank);
  expectType<number>()(user.points);
  expectType<string | null | undefined>()(session.device);
  // @ts-expect-error the role is required
  await client.signUp.email(person);
  // @ts-expect-error no such role
  await client.updateUser({ role: "owner" });
  // @ts-expect-error not for input
  await client.updateUser({ rank: 1 });
  await client.updateSession({ device: "phone" });
  // @ts-expect-error another type
  await client.updateSession({ device: 1 });
  // @ts-expect-error methods come with the plugin's client half
  client.twoFactor;
}

export async function additionalFieldsOfSchema() {
  const client = createAuthClient({
    plugins: [
      inferAdditionalFields({
        user: { role: { type: "string" }, size: { type: ["S", "M"], required: false } },
        session: { device: { type: "string" } },
      }),
    ],
  });
  await client.signUp.email({ ...person, role: "x" });
  const { user, session } = client.$Infer.Session;
  expectType<string>()(user.role);
  expectType<"S" | "M" | null | undefined>()(user.size);
  expectType<string>()(session.device);
  expectType<string | undefined>()(client.useSession.get().data?.user.role);
  expectType<string | undefined>()((await client.getSession()).data?.session.device);
  expectType<string | undefined>()((await client.listSessions()).data?.[0]?.device);
  await client.updateUser({ size: null });
  await client.updateSession({ device: "phone" });
  // @ts-expect-error the role is required
  await client.signUp.email(person);
  // @ts-expect-error no such size
  await client.updateUser({ size: "L" });
  // @ts-expect-error no such type
  inferAdditionalFields({ user: { role: { type: "text" } } });
}

/** Fields of one table alone, in a constant, beside other plugins. */
export async function additionalFieldsOfOneTable() {
  const fields = { session: { device: { type: "string", required: false } } } as const;
  const client = createAuthClient({ plugins: [twoFactorClient(), inferAdditionalFields(fields)] });
  expectType<string | null | undefined>()(client.$Infer.Session.session.device);
  expectType<boolean | null | undefined>()(client.$Infer.Session.user.twoFactorEnabled);
  await client.signUp.email(person);
  await client.updateSession({ device: null });
  // @ts-expect-error no such field
  client.$Infer.Session.user.device;
}

/** The whole server, by the option. */
export async function inferAuth() {
  const client = createAuthClient({ $InferAuth: InferAuth<typeof auth>() });
  await client.signUp.email({ ...person, role: "admin" });
  expectType<"admin" | "member">()(client.$Infer.Session.user.role);
}

/** One plugin of a server, by its id. */
export async function inferServerPlugin() {
  const client = createAuthClient({ plugins: [InferServerPlugin<typeof auth, "loyalty">()] });
  expectType<number | null>()((await client.loyalty.total()).data);
  // @ts-expect-error another plugin
  client.twoFactor;
}

interface CustomTypes {
  id: "custom-session";
  sessionPair: { roles: string[]; user: User };
}
declare function customSessionClient(): ClientPlugin<CustomTypes>;

/** A plugin may put another result in the place of the pair. */
export async function customSession() {
  const client = createAuthClient({ plugins: [customSessionClient()] });
  expectType<{ roles: string[]; user: User } | null>()((await client.getSession()).data);
  expectType<string[] | undefined>()(client.useSession.get().data?.roles);
}
