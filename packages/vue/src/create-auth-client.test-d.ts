import type { AuthQueryAtom, BetterAuthClientPlugin, Session, SessionPair, User } from "@better-auth/client";
import { inferAdditionalFields } from "@better-auth/client/plugins";
import { atom } from "nanostores";
import { isRef, type Ref, type ShallowRef } from "vue";
import { createAuthClient, useStore, type VueAuthClient } from "./index";

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
  const state = client.useSession();
  const { data, isPending, isRefetching, error, refetch } = state.value;
  expectType<SessionPair<Session, User> | null>()(data);
  expectType<boolean>()(isPending && isRefetching);
  expectType<number | undefined>()(error?.status);
  expectType<void>()(await refetch({ query: { disableCookieCache: true } }));
  expectType<true>()(isRef(state) as true);
  // @ts-expect-error what the server says is not for pages to change
  state.value = { ...state.value, data: null };
  // A listener of events may be the hook's function.
  const onClick: (event: MouseEvent) => unknown = () => refetch();
  return onClick;
}

/** The fetcher of Nuxt in short: generic, with more overloads, options and results than are needed. */
declare const useFetch: {
  <T = void, E = Error>(
    request: Ref<string> | string | (() => string),
    options: { transform: (input: T) => unknown; key?: string; watch?: (object | (() => unknown))[] | false },
  ): { data: Ref<T>; error: Ref<E | undefined>; refresh(options?: { dedupe?: "cancel" }): Promise<void> } & Promise<{
    data: Ref<T>;
    error: Ref<E | undefined>;
    refresh(options?: { dedupe?: "cancel" }): Promise<void>;
  }>;
  <T = void, E = Error>(
    request: Ref<string> | string | (() => string),
    options?: { key?: string; watch?: (object | (() => unknown))[] | false; baseURL?: string },
  ): Promise<{
    data: Ref<T>;
    error: Ref<E | undefined>;
    refresh(options?: { dedupe?: "cancel" }): Promise<void>;
  }>;
};

export async function nuxt() {
  const client = createAuthClient();
  const { data, isPending, error, refetch } = await client.useSession(useFetch);
  expectType<SessionPair<Session, User> | null | undefined>()(data.value);
  expectType<false>()(isPending);
  expectType<number | undefined>()(error.value?.status);
  expectType<void>()(await refetch());
  await client.useSession((url, options) => useFetch(url, { ...options, baseURL: "https://auth.example.com" }));
  // @ts-expect-error only the session has a route of its own
  createAuthClient({ plugins: [loyaltyClient()] }).usePoints(useFetch);
}

export function plugins() {
  const client = createAuthClient({ plugins: [loyaltyClient()] });
  expectType<number | null>()(client.usePoints().value.data);
  expectType<string>()(client.useLevel().value);
  expectType<Readonly<ShallowRef<string>>>()(useStore(atom<string>("gold")));
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
  const { data } = client.useSession().value;
  expectType<"admin" | "member" | undefined>()(data?.user.role);
  expectType<string | null | undefined>()(data?.session.device);
  expectType<"admin" | "member" | undefined>()((await client.useSession(useFetch)).data.value?.user.role);
  expectType<number | null>()(client.usePoints().value.data);
  // @ts-expect-error the role is required
  await client.signUp.email({ name: "", email: "", password: "" });
}

/** A client can be named where it is handed on. */
export function handedOn(): VueAuthClient {
  return createAuthClient();
}
