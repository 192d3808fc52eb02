import { clientAddress } from "../context/client-address";
import type { Scope } from "../context/scope";
import { generateId } from "../crypto/random";
import { raiseEvent, withEvent } from "../events/raise";
import { createRow } from "../store/write";
import type { Row } from "../types";
import type { SessionRow } from "./store";

/** Without "remember me" a session lives for a day, whatever the browser does with its cookie. */
const DAY_MS = 86_400_000;

/** How a new session is made. */
export interface NewSessionSettings {
  dontRememberMe?: boolean | undefined;
  /** Values of other fields. */
  override?: Row | undefined;
  /** Lets `override` set the token, the expiry and the user, too. */
  overrideAll?: boolean | undefined;
  /** What was proved, for the event. */
  factor?: string | undefined;
}

/**
 * Writes a session row. `null` when a hook stopped it. Only `sign-in/` and `internal-adapter/` may import this file
 * (`tooling/checks/rules/owners.mjs`): whatever the factor is, the requirements are asked first.
 */
export async function createSession(
  scope: Scope,
  userId: string,
  settings: NewSessionSettings = {},
): Promise<SessionRow | null> {
  const { sessionConfig } = scope.instance.context;
  const now = Date.now();
  const { id: _id, ...override } = settings.override ?? {};
  const core = {
    token: generateId(32),
    userId,
    expiresAt: new Date(now + (settings.dontRememberMe === true ? DAY_MS : sessionConfig.expiresIn * 1000)),
  };
  const row: Row = {
    createdAt: new Date(now),
    updatedAt: new Date(now),
    ipAddress: clientAddress(scope) ?? "",
    userAgent: scope.call.headers?.get("user-agent") ?? "",
    ...core,
    ...override,
    ...(settings.overrideAll === true ? {} : core),
  };
  return withEvent(scope, "session.created", async (inner) => {
    const session = await createRow<SessionRow>(inner, "session", row);
    if (session) {
      // The token is what a thief of the log would want.
      const { token: _token, ...told } = session;
      await raiseEvent(inner, "session.created", { session: told, factor: settings.factor ?? "plugin" });
    }
    return session;
  });
}
