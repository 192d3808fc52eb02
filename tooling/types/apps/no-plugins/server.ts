import { betterAuth } from "better-auth";
import Database from "better-sqlite3";

export const auth = betterAuth({
  database: new Database(":memory:"),
  emailAndPassword: { enabled: true },
  socialProviders: { github: { clientId: "", clientSecret: "" } },
  user: { additionalFields: { role2: { type: "string", required: false } } },
});

export type Session = typeof auth.$Infer.Session;

export async function use(headers: Headers) {
  const session = await auth.api.getSession({ headers });
  const id: string | undefined = session?.user.id;
  const email: string | undefined = session?.user.email;
  const role: string | null | undefined = session?.user.role2;
  const signIn = await auth.api.signInEmail({ body: { email: "a", password: "b" } });
  const token: string = signIn.token;
  const signUp = await auth.api.signUpEmail({ body: { email: "a", password: "b", name: "c" } });
  const sessions = await auth.api.listSessions({ headers });
  const same: Session | null = session;
  return { id, email, role, token, signUp, sessions, same };
}
