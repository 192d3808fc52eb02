import type { AuthQueryAtom, BetterAuthClientPlugin, Session, SessionPair, User } from "@better-auth/client";
import { inferAdditionalFields } from "@better-auth/client/plugins";
import { atom, type WritableAtom } from "nanostores";
import { createAuthClient, useStore } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

export async function useIt() {
  const client = createAuthClient({ baseURL: "http://localhost:3000" });
  const { data, isPending, isRefetching, error, refetch } = client.useSession();
  expectType<SessionPair<Session, User> | null>()(data);
  expectType<boolean>()(isPending && isRefetching);
  expectType<number | undefined>()(error?.status);
  expectType<void>()(await refetch({ query: { disableCookieCache: true } }));
  // A hook's function can be an event handler.
  const onClick: (event: MouseEvent) => unknown = () => refetch();
  void onClick;
}

const loyaltyClient = () =>
  ({
    id: "loyalty",
    getAtoms: () => ({ $points: atom(false), points: {} as AuthQueryAtom<number>, level: atom<string>("gold") }),
  }) satisfies BetterAuthClientPlugin;

export function usePlugins() {
  const client = createAuthClient({ plugins: [loyaltyClient()] });
  expectType<number | null>()(client.usePoints().data);
  expectType<string>()(client.useLevel());
  // @ts-expect-error a signal is no hook
  client.use$points;
}

/** Plugins may be written in place. */
export function inlinePlugin() {
  const client = createAuthClient({
    plugins: [
      { id: "a", getActions: ($fetch, $store) => ({ a: () => [$fetch<number>("/a"), $store.atoms] as const }) },
    ],
  });
  expectType<number | null>()(({} as Awaited<ReturnType<typeof client.a>[0]>).data);
}

export function useStores(level: WritableAtom<string>) {
  expectType<string>()(useStore(level));
}

/** The additional fields of a server, written out: in the hook, in calls, in inputs, beside other plugins. */
export async function useAdditionalFields() {
  const client = createAuthClient({
    plugins: [
      inferAdditionalFields({
        user: {
          role: { type: ["admin", "member"] },
          nick: { type: "string", required: false },
          rank: { type: "number", input: false },
        },
        session: { device: { type: "string", required: false } },
      }),
      loyaltyClient(),
    ],
  });
  const { data } = client.useSession();
  expectType<"admin" | "member" | undefined>()(data?.user.role);
  expectType<number | undefined>()(data?.user.rank);
  expectType<string | null | undefined>()(data?.session.device);
  expectType<number | null>()(client.usePoints().data);
  expectType<string | null | undefined>()((await client.getSession()).data?.user.nick);
  expectType<string | null | undefined>()((await client.listSessions()).data?.[0]?.device);
  const person = { name: "", email: "", password: "" };
  await client.signUp.email({ ...person, role: "admin" });
  await client.updateUser({ nick: null });
  await client.updateSession({ device: "phone" });
  // @ts-expect-error the role is required
  await client.signUp.email(person);
  // @ts-expect-error not for input
  await client.updateUser({ rank: 1 });
}
