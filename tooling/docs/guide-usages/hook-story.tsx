// The hook in a page: what people see as they sign up, change their name and sign out, and when the server is away.
import "./browser";
import { authClient } from "@/lib/auth-client";
import { openPage } from "./page";
import { User } from "./user";

const page = await openPage(<User />);
await page.shows("pending");
await page.shows("");
await authClient.signUp.email({ name: "Ada", email: "ada@example.com", password: "correct horse" });
await page.shows("Ada");
await authClient.updateUser({ name: "Ada L." });
await page.shows("Ada L.");

const network = globalThis.fetch;
globalThis.fetch = async () => new Response(null, { status: 503 });
authClient.$store.notify("$sessionSignal");
await page.shows("again");
globalThis.fetch = network;
page.press();
await page.shows("Ada L.");

await authClient.signOut();
await page.shows("");
await page.close();
