// The additional field of app/lib/auth.server.ts, wherever the application sees a user, without a cast.

import type { Route as Root } from "./+types/root";
import { sessionContext } from "./context";
import { auth } from "./lib/auth.server";
import { authClient } from "./lib/auth-client";
import { requireSession } from "./lib/require-session.server";
import { useSession } from "./lib/use-session";
import type { Route as Dashboard } from "./routes/+types/dashboard";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

type Nickname = string | null | undefined;
type Session = typeof auth.$Infer.Session;

export async function onTheServer(args: Root.LoaderArgs) {
  const session = args.context.get(sessionContext);
  expectType<Session | null>()(session);
  expectType<Nickname>()(session?.user.nickname);
  expectType<Session>()(requireSession(args));
  await auth.api.updateUser({ body: { nickname: "Countess" }, headers: args.request.headers });
  // @ts-expect-error: a nickname is a string
  await auth.api.updateUser({ body: { nickname: 1 }, headers: args.request.headers });
}

export function InComponents({ loaderData: root }: Root.ComponentProps) {
  expectType<Nickname>()(root.session?.user.nickname);
  expectType<Date | undefined>()(root.session?.session.expiresAt);
  expectType<Nickname>()(authClient.useSession().data?.user.nickname);
  expectType<Nickname>()(useSession()?.user.nickname);
  expectType<string | undefined>()(useSession()?.user.name);
  // @ts-expect-error: there is no such field
  useSession()?.user.nickame;
}

export function onTheDashboard({ loaderData }: Dashboard.ComponentProps) {
  expectType<Nickname>()(loaderData.nickname);
  expectType<Date>()(loaderData.endsAt);
}

export async function inTheBrowser() {
  await authClient.signUp.email({ name: "", email: "", password: "", nickname: "Countess" });
  // @ts-expect-error: a nickname is a string
  await authClient.updateUser({ nickname: 1 });
}
