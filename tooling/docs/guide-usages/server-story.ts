// Calls from the server, and the other ways to make an instance.
import { getMigrations } from "better-auth/db/migration";
import { auth } from "@/lib/auth";
import { bare, byDialect, withoutAutoSignIn } from "./instances";
import { authClient as vanilla } from "./vanilla";

const [email, password] = ["grace@example.com", "correct horse"];
await auth.api.signUpEmail({ body: { name: "Grace", email, password } });

const response = await auth.api.signInEmail({
  body: {
    email,
    password,
  },
  asResponse: true,
});
console.log(response.status, response.headers.getSetCookie().length > 0);

for (const instance of [byDialect, withoutAutoSignIn]) {
  await (await getMigrations(instance.options)).runMigrations();
  const { token } = await instance.api.signUpEmail({ body: { name: "Grace", email, password } });
  console.log(token === null ? "not signed in" : "signed in");
}
console.log(typeof bare.handler, typeof vanilla.signIn.email);
