import type { AuthQueryAtom, BetterAuthClientPlugin, Session, SessionPair, User } from "@better-auth/client";
import { inferAdditionalFields } from "@better-auth/client/plugins";
import { atom } from "nanostores";
import { createAuthClient, type LynxAuthClient, useStore } from "./index";

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

export async function useIt() {
  const client = createAuthClient({ baseURL: "https://example.com" });
  const { data, isPending, isRefetching, error, refetch } = client.useSession();
  expectType<SessionPair<Session, User> | null>()(data);
  expectType<boolean>()(isPending && isRefetching);
  expectType<number | undefined>()(error?.status);
  expectType<void>()(await refetch({ query: { disableCookieCache: true } }));
  const bindtap: () => unknown = () => refetch();
  return bindtap;
}

export function usePlugins() {
  const client = createAuthClient({ plugins: [loyaltyClient()] });
  expectType<number | null>()(client.usePoints().data);
  expectType<string>()(client.useLevel());
  expectType<string>()(useStore(atom<string>("gold")));
  // @ts-expect-error a signal is no hook
  client.use$points;
}

/** The additional fields of a server, written out, beside another plugin. */
export async function useAdditionalFields() {
  const client = createAuthClient({
    plugins: [
      inferAdditionalFields({
        user: { role: { type: ["admin", "member"] }, nick: { type: "string", required: false } },
        session: { device: { type: "string", required: false } },
      }),
      loyaltyClient(),
    ],
  });
  const { data } = client.useSession();
  expectType<"admin" | "member" | undefined>()(data?.user.role);
  expectType<string | null | undefined>()(data?.session.device);
  expectType<number | null>()(client.usePoints().data);
  // @ts-expect-error the role is required
  await client.signUp.email({ name: "", email: "", password: "" });
}

/** A client can be named where it is handed on. */
export function handedOn(): LynxAuthClient {
  return createAuthClient();
}
