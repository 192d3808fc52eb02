// A plugin as others publish it: a package of its own, which depends on the core and publishes its types.
import type { ApiMethod, ErrorCodes, Plugin, SessionBodyInput, StandardSchema } from "@better-auth/core";
import { APIError, createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";

export interface LoyaltyApi {
  redeem: ApiMethod<SessionBodyInput<{ amount: number }>, { left: number }>;
}

export interface LoyaltyTypes {
  id: "loyalty";
  api: LoyaltyApi;
  user: { points: number };
  errors: ErrorCodes<"NOT_ENOUGH_POINTS">;
}

declare module "@better-auth/core" {
  interface BetterAuthPluginRegistry<AuthOptions, Options> {
    loyalty: { creator: typeof loyalty };
  }
}

function body<T>(): StandardSchema<T> {
  return { "~standard": { version: 1, vendor: "loyalty", validate: (value) => ({ value: value as T }) } };
}

export const loyaltyEndpoints = {
  redeem: createAuthEndpoint(
    "/loyalty/redeem",
    { method: "POST", body: body<{ amount: number }>(), use: [sessionMiddleware] },
    async (ctx) => {
      if (ctx.body.amount < 0) throw new APIError("BAD_REQUEST", { code: "NOT_ENOUGH_POINTS" });
      const plugin: Plugin<LoyaltyTypes> | null = ctx.context.getPlugin("loyalty");
      const user: string = ctx.context.session.user.id;
      return { left: plugin === null ? user.length : ctx.body.amount };
    },
  ),
};

export function loyalty(options: { rate: number }): Plugin<LoyaltyTypes> {
  return {
    id: "loyalty",
    endpoints: loyaltyEndpoints,
    schema: { user: { fields: { points: { type: "number", defaultValue: 0, input: false } } } },
    hooks: { after: [{ paths: ["/sign-up/email"], handler: createAuthMiddleware(async () => {}) }] },
    options,
  };
}
