import { runInAmbient } from "../context/ambient";
import { clientAddress } from "../context/client-address";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import type { AuthEvent, AuthEvents, AuthEventType, EventSubscriber } from "../types";

function listeners(
  map: ReadonlyMap<AuthEventType | "*", readonly EventSubscriber[]>,
  type: AuthEventType,
): readonly EventSubscriber[] {
  return [...(map.get(type) ?? []), ...(map.get("*") ?? [])];
}

/**
 * Runs a write that raises an event: in a transaction when somebody wants the event written with the change, plainly
 * otherwise.
 */
export function withEvent<T>(scope: Scope, type: AuthEventType, write: (scope: Scope) => Promise<T>): Promise<T> {
  const { durable } = scope.instance.subscribers;
  const isWanted = durable.size > 0 && (durable.has("*") || durable.has(type));
  return isWanted ? inTransaction(scope, write) : write(scope);
}

/**
 * Says that something happened. Durable subscribers run now, in the open transaction; the others run after the commit,
 * or now when there is no transaction, and their failures are logged. Costs nothing when nobody listens.
 */
export async function raiseEvent<T extends AuthEventType>(
  scope: Scope,
  type: T,
  payload: AuthEvents[T],
): Promise<void> {
  const { subscribers, context, logger } = scope.instance;
  if (subscribers.none) return;
  const event = {
    type,
    at: new Date(),
    ipAddress: clientAddress(scope),
    userAgent: scope.call.headers?.get("user-agent") ?? null,
    ...payload,
  } as AuthEvent;

  const deliver = (subscriber: EventSubscriber) =>
    runInAmbient(scope, () => subscriber.handle(event, { adapter: scope.adapter, context }));
  for (const subscriber of listeners(subscribers.durable, type)) await deliver(subscriber);

  for (const subscriber of listeners(subscribers.later, type)) {
    const later = async () => {
      try {
        await runInAmbient({ ...scope, adapter: scope.instance.adapter, transaction: null }, () =>
          subscriber.handle(event, { adapter: scope.instance.adapter, context }),
        );
      } catch (error) {
        logger.error(`A subscriber of "${type}" failed.`, error);
      }
    };
    if (scope.transaction) scope.transaction.afterCommit.push(later);
    else await later();
  }
}
