// A provider on your own machine, so that "Continue with …" can be tried without anybody's keys: `npm run demo` starts it.
// Any OpenID provider is added like this one.
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { isOnOwnMachine } from "./own-machine.ts";

/** @param issuer its address; without one nothing is added */
export function testProvider(issuer: string | undefined) {
  // It lets everybody be anybody.
  const isAllowed = isOnOwnMachine(issuer) && isOnOwnMachine(process.env.BETTER_AUTH_URL);
  return genericOAuth({
    config: isAllowed
      ? [
          {
            providerId: "test",
            name: "Test provider",
            discoveryUrl: `${issuer}/.well-known/openid-configuration`,
            clientId: "demo",
            clientSecret: "everybody-may-know-it",
            scopes: ["openid", "email", "profile"],
            disableProviderLogout: true, // who signs out here stays signed in there
          },
        ]
      : [],
  });
}
