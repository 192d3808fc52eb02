// Starts the providers of this machine for an application: `node start.mjs <address of the application>`. Where they are to
// be reached stands in TEST_PROVIDER_PORT and, for one that stands for GitHub as well, PLAIN_PROVIDER_PORT.
import { startOpenIDProvider } from "./openid.mjs";
import { startPlainProvider } from "./plain-oauth.mjs";

const [origin = "http://localhost:3000"] = process.argv.slice(2);
const application = "The demo";
const { TEST_PROVIDER_PORT = "4400", PLAIN_PROVIDER_PORT, GITHUB_CLIENT_SECRET = "" } = process.env;

const { issuer } = await startOpenIDProvider({
  application,
  port: Number(TEST_PROVIDER_PORT),
  redirectURIs: [`${origin}/api/auth/callback/test`],
});
console.log(`The test provider is at ${issuer}`);
if (PLAIN_PROVIDER_PORT) {
  const plain = await startPlainProvider({
    application,
    port: Number(PLAIN_PROVIDER_PORT),
    clientSecret: GITHUB_CLIENT_SECRET,
  });
  console.log(`What stands for GitHub is at ${plain.origin}`);
}
