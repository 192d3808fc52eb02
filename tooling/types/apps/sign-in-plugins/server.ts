// The five plugins of the first page of the documentation.
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { emailOTP, magicLink, twoFactor, username } from "better-auth/plugins";
import Database from "better-sqlite3";

const send = async () => {};

export const auth = betterAuth({
  database: new Database(":memory:"),
  emailAndPassword: { enabled: true },
  socialProviders: { github: { clientId: "", clientSecret: "" } },
  user: { additionalFields: { role2: { type: "string", required: false } } },
  plugins: [
    emailOTP({ sendVerificationOTP: send }),
    magicLink({ sendMagicLink: send }),
    passkey(),
    twoFactor({ otpOptions: { sendOTP: send } }),
    username(),
  ],
});

export type Session = typeof auth.$Infer.Session;

export async function use(headers: Headers) {
  const session = await auth.api.getSession({ headers });
  const id: string | undefined = session?.user.id;
  const role: string | null | undefined = session?.user.role2;
  const name: string | null | undefined = session?.user.username;
  const isTwoFactor: boolean | null | undefined = session?.user.twoFactorEnabled;
  const signIn = await auth.api.signInUsername({ body: { username: "a", password: "b" } });
  const signUp = await auth.api.signUpEmail({ body: { email: "a", password: "b", name: "c", username: "d" } });
  const same: Session | null = session;
  return { id, role, name, isTwoFactor, signIn, signUp, same };
}

export async function more(headers: Headers) {
  const enabled = await auth.api.enableTwoFactor({ headers, body: { password: "a" } });
  const passkeys = await auth.api.listPasskeys({ headers });
  const sent = await auth.api.sendVerificationOTP({ body: { email: "a", type: "sign-in" } });
  const linked = await auth.api.signInMagicLink({ headers, body: { email: "a" } });
  return { enabled, passkeys, sent, linked };
}
