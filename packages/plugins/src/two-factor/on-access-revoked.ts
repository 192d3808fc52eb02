import type { EventSubscriber } from "@better-auth/core/types";
import { MODEL } from "./enrolment";

/**
 * Somebody proved to read the mail of an address that nobody had proved before. A second factor of that time may be of
 * whoever planted the account, and would keep its owner out: it goes with the password and the sessions.
 */
export const onAccessRevoked: EventSubscriber = {
  types: ["access.revoked"],
  durable: true,
  async handle(event, { adapter, context }) {
    if (event.type !== "access.revoked") return;
    const { userId } = event;
    const count = await adapter.deleteMany({ model: MODEL, where: [{ field: "userId", value: userId }] });
    if (count > 0) await context.internalAdapter.updateUser(userId, { twoFactorEnabled: false });
  },
};
