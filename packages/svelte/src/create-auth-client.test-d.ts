import type { AuthQueryAtom, BetterAuthClientPlugin, Session, SessionPair, User } from "@better-auth/client";
import { inferAdditionalFields } from "@better-auth/client/plugins";
import { atom } from "nanostores";
import { fromStore, get, type Readable } from "svelte/store";
import { createAuthClient, type SvelteAuthClient } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const loyaltyClient = () =>
  ({
    id: "loyalty",
    getAtoms: () => ({ $points: atom(false), points: {} as AuthQueryAtom<number>, level: atom<string>("gold") }),
  }) satisfies BetterAuthClientPlugin;

export async function session() {
  const client = createAuthClient({ baseURL: "http://localhost:3000" });
  const store = client.useSession();
  const { data, isPending, isRefetching, error, refetch } = get(store);
  expectType<SessionPair<Session, User> | null>()(data);
  expectType<boolean>()(isPending && isRefetching);
  expectType<number | undefined>()(error?.status);
  expectType<void>()(await refetch({ query: { disableCookieCache: true } }));
  const readable: Readable<{ data: SessionPair<Session, User> | null }> = store;
  readable.subscribe((value) => expectType<SessionPair<Session, User> | null>()(value.data));
  store.subscribe((value) => expectType<SessionPair<Session, User> | null>()(value.data))();
  store.listen(({ isPending }) => isPending)();
  expectType<string | undefined>()(store.get().data?.user.name);
  // A listener of events may be the hook's function.
  const onclick: (event: MouseEvent) => unknown = () => refetch();
  return onclick;
}

export function runes() {
  const session = fromStore(createAuthClient().useSession());
  expectType<string | undefined>()(session.current.data?.user.name);
  // @ts-expect-error what the server says is not for pages to change
  session.current = { ...session.current, data: null };
}

export function plugins() {
  const client = createAuthClient({ plugins: [loyaltyClient()] });
  expectType<number | null>()(get(client.usePoints()).data);
  expectType<string>()(get(client.useLevel()));
  // @ts-expect-error a signal is no hook
  client.use$points;
}

/** The additional fields of a server, written out, beside another plugin. */
export async function additionalFields() {
  const client = createAuthClient({
    plugins: [
      inferAdditionalFields({
        user: { role: { type: ["admin", "member"] }, nick: { type: "string", required: false } },
        session: { device: { type: "string", required: false } },
      }),
      loyaltyClient(),
    ],
  });
  const { data } = get(client.useSession());
  expectType<"admin" | "member" | undefined>()(data?.user.role);
  expectType<string | null | undefined>()(data?.session.device);
  expectType<number | null>()(get(client.usePoints()).data);
  // @ts-expect-error the role is required
  await client.signUp.email({ name: "", email: "", password: "" });
}

/** A client can be named where it is handed on. */
export function handedOn(): SvelteAuthClient {
  return createAuthClient();
}
