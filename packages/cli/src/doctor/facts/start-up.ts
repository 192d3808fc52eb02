import { betterAuth } from "@better-auth/core";
import type { AuthContext, BetterAuthOptions } from "@better-auth/core/types";
import { messageOf } from "../../migration/message-of";
import { withinLimit } from "./time-limit";

/** What the instance itself says when it starts: the core's own judgement of its options. */
export interface StartUp {
  /** `null` when it did not start. */
  readonly context: Pick<
    AuthContext,
    "authCookies" | "createAuthCookie" | "rateLimit" | "tables" | "adapter" | "options"
  > | null;
  /** Why it did not start. */
  readonly mistake: string | null;
  /** Lines of the log, warnings and errors. */
  readonly lines: readonly { readonly level: "warn" | "error"; readonly message: string }[];
}

/** Starts an instance of the options, as the first request would, and listens to what it says. */
export async function listenToStart(options: BetterAuthOptions): Promise<StartUp> {
  const lines: StartUp["lines"][number][] = [];
  const logger: BetterAuthOptions["logger"] = {
    level: "warn",
    log(level, message) {
      if (level === "warn" || level === "error") lines.push({ level, message });
    },
  };
  try {
    const context = await withinLimit(Promise.resolve(betterAuth({ ...options, logger }).$context));
    return { context, mistake: null, lines };
  } catch (error) {
    return { context: null, mistake: messageOf(error), lines };
  }
}

/** What the core said of an option, by the option's path at the beginning of its messages; the path is left out. */
export function saidOf({ lines, mistake }: StartUp, path: string): { message: string; isRefusal: boolean }[] {
  const start = `${path}: `;
  return [
    ...(mistake === null ? [] : [{ message: mistake, isRefusal: true }]),
    ...lines.map(({ message }) => ({ message, isRefusal: false })),
  ]
    .filter(({ message }) => message.startsWith(start))
    .map(({ message, isRefusal }) => ({ message: message.slice(start.length), isRefusal }));
}
