import type { AuthQueryAtom, BetterAuthClientPlugin, Session, SessionPair, User } from "@better-auth/client";
import { inferAdditionalFields } from "@better-auth/client/plugins";
import { atom } from "nanostores";
import type { Accessor } from "solid-js";
import { createAuthClient, type SolidAuthClient, useStore } from "./index";

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
  const { data, isPending, isRefetching, error, refetch } = state();
  expectType<SessionPair<Session, User> | null>()(data);
  expectType<boolean>()(isPending && isRefetching);
  expectType<number | undefined>()(error?.status);
  expectType<void>()(await refetch({ query: { disableCookieCache: true } }));
  // A listener of events may be the hook's function.
  const onClick: (event: MouseEvent) => unknown = () => refetch();
  return onClick;
}

export function plugins() {
  const client = createAuthClient({ plugins: [loyaltyClient()] });
  expectType<number | null>()(client.usePoints()().data);
  expectType<string>()(client.useLevel()());
  const level: Accessor<string> = useStore(atom<string>("gold"));
  expectType<string>()(level());
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
  const { data } = client.useSession()();
  expectType<"admin" | "member" | undefined>()(data?.user.role);
  expectType<string | null | undefined>()(data?.session.device);
  expectType<number | null>()(client.usePoints()().data);
  // @ts-expect-error the role is required
  await client.signUp.email({ name: "", email: "", password: "" });
}

/** A client can be named where it is handed on. */
export function handedOn(): SolidAuthClient {
  return createAuthClient();
}
