import { auth } from "./auth";

/** A provider that people can sign in with here. */
export interface Provider {
  id: string;
  name: string;
}

/** Those that have keys in .env; the test provider without any. */
export async function listProviders(): Promise<Provider[]> {
  const { socialProviders } = await auth.$context;
  return socialProviders.map(({ id, name }) => ({ id, name }));
}
