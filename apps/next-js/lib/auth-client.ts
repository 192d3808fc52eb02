import { passkeyClient } from "@better-auth/passkey/client";
import {
  emailOTPClient,
  inferAdditionalFields,
  magicLinkClient,
  twoFactorClient,
  usernameClient,
} from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";
import type { auth } from "./auth";
import { goToSecondStep } from "./second-step";

export const authClient = createAuthClient({
  plugins: [
    inferAdditionalFields<typeof auth>(),
    usernameClient(),
    magicLinkClient(),
    emailOTPClient(),
    passkeyClient(),
    twoFactorClient({ onTwoFactorRedirect: goToSecondStep }),
  ],
});

export type Session = typeof authClient.$Infer.Session;
