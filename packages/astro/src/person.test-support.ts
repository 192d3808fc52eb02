import { makeAuth, PASSWORD } from "test-kit";
import { signUp } from "test-kit/with-person";
import { astroCookies } from "./astro-cookies";

export { day } from "test-kit/with-person";
export const credentials = { email: "alice@example.com", password: PASSWORD };

/** An instance whose statements are counted, with one person, and the Cookie header of their browser. */
export async function withPerson(options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth({ plugins: [astroCookies()], ...options });
  return { ...made, ...(await signUp(made.auth, { name: "Alice", ...credentials })) };
}
