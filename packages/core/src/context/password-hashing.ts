import { hashPassword, verifyPassword } from "../crypto/password";
import { createQueue } from "../crypto/queue";
import { APIError } from "../error";
import type { AuthContext, BetterAuthOptions } from "../types";

/** More waiting hashes than a core works off in a minute; refusing some is kinder than letting all time out. */
const MOST_WAITING = 500;

/** What those are told that are refused. Any number of clients can cause it, so it is an expected failure and no bug. */
const TOO_BUSY = { code: "TOO_BUSY", message: "Too busy at the moment. Please try again." };

/** As many hashes at once as there are cores, and never more than the thread pool has threads. */
function parallelHashes(): number {
  return Math.max(1, Math.min(4, globalThis.navigator?.hardwareConcurrency ?? 2));
}

/** How an instance hashes passwords: its own functions, or scrypt behind a bounded queue. */
export function createPasswordHashing(
  options: BetterAuthOptions,
): Pick<AuthContext["password"], "hash" | "verify" | "config"> {
  const { password, minPasswordLength = 8, maxPasswordLength = 128 } = options.emailAndPassword ?? {};
  const refuse = () => new APIError("SERVICE_UNAVAILABLE", TOO_BUSY, { "retry-after": "5" });
  const inTurn = createQueue(parallelHashes(), MOST_WAITING, refuse);
  return {
    hash: password?.hash ?? ((text) => inTurn(() => hashPassword(text))),
    verify: password?.verify ?? ((check) => inTurn(() => verifyPassword(check))),
    config: { minPasswordLength, maxPasswordLength },
  };
}
