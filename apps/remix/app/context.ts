import { createContext } from "react-router";
import type { auth } from "~/lib/auth.server";

/** Who sent the request; `null` when nobody is signed in. */
export const sessionContext = createContext<typeof auth.$Infer.Session | null>();
