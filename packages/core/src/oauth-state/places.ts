import { scopeOf } from "../context/scope";
import { constantTimeEqual } from "../crypto/equal";
import { derivePurposeKey } from "../crypto/purpose-key";
import { symmetricDecrypt, symmetricEncrypt } from "../crypto/symmetric";
import { APIError, BASE_ERROR_CODES } from "../error";
import { expireCookie, setSigned } from "../session/cookie";
import type { GenericEndpointContext } from "../types";
import { createVerification, takeNewest } from "../verification/store";
import { readState, type StoredState } from "./payload";

/** Seconds that a browser may be away. */
export const STATE_SECONDS = 600;
/** Seconds that the cookie beside a stored state lives. */
const CHECK_SECONDS = 300;

/** What a state is kept under in the store of one-time values. The purpose stands in it, so that no other secret opens this door. */
export function getAuthStateVerificationIdentifier(state: string): string {
  return `auth-state:${state}`;
}

const checkCookie = (ctx: GenericEndpointContext) => ctx.context.createAuthCookie("state", { maxAge: CHECK_SECONDS });
const stateCookie = (ctx: GenericEndpointContext) =>
  ctx.context.createAuthCookie("oauth_state", { maxAge: STATE_SECONDS });

/** Characters of a cookie's name and value (RFC 6265bis §5.6); of a longer one browsers keep nothing. */
const MOST_OF_COOKIE = 4096;

const isLate = ({ expiresAt }: StoredState): boolean => expiresAt <= Date.now();

/** What came of a state that a browser has brought back. */
export type SpentState =
  | { readonly status: "valid"; readonly state: StoredState }
  /** Never there, or spent. */
  | { readonly status: "unknown" }
  | { readonly status: "late"; readonly state: StoredState }
  /** There, but this is not the browser that was sent away. */
  | { readonly status: "other-browser"; readonly state: StoredState };

/** Where states wait: in the store of one-time values, with a cookie that names the browser; or encrypted in a cookie. */
interface Place {
  put(ctx: GenericEndpointContext, state: StoredState): Promise<void>;
  /** Of parallel callers one gets it, where there is a store. */
  spend(ctx: GenericEndpointContext, state: string): Promise<SpentState>;
}

const store: Place = {
  async put(ctx, state) {
    const made = await createVerification(scopeOf(ctx), {
      identifier: getAuthStateVerificationIdentifier(state.oauthState),
      value: JSON.stringify(state),
      expiresAt: new Date(state.expiresAt),
    });
    if (made === null) throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.FAILED_TO_CREATE_VERIFICATION);
    await setSigned(ctx, checkCookie(ctx), state.oauthState);
  },
  async spend(ctx, name) {
    const spent = await takeNewest(scopeOf(ctx), getAuthStateVerificationIdentifier(name));
    const state = spent === null ? null : readState(spent.value);
    if (state === null || !constantTimeEqual(state.oauthState, name)) return { status: "unknown" };
    if (isLate(state)) return { status: "late", state };
    if (ctx.context.oauthConfig.skipStateCookieCheck === true) return { status: "valid", state };
    const cookie = checkCookie(ctx);
    const known = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
    if (!known || !constantTimeEqual(known, name)) return { status: "other-browser", state };
    expireCookie(ctx, cookie);
    return { status: "valid", state };
  },
};

const cookie: Place = {
  async put(ctx, state) {
    const { name, attributes } = stateCookie(ctx);
    const key = await derivePurposeKey(ctx.context.secretConfig, "oauth-state-cookie");
    const sealed = await symmetricEncrypt({ key, data: JSON.stringify(state) });
    const length = name.length + sealed.length;
    if (length > MOST_OF_COOKIE) {
      ctx.context.logger.error(
        `account.storeStateStrategy "cookie": a state of ${length} characters is longer than the ${MOST_OF_COOKIE} that browsers keep, so whoever comes back hears state_mismatch. Give less additionalData, shorter redirect targets, or the strategy "database".`,
      );
    }
    ctx.setCookie(name, sealed, attributes);
  },
  async spend(ctx, name) {
    const sealed = ctx.getCookie(stateCookie(ctx).name);
    if (!sealed) return { status: "unknown" };
    const key = await derivePurposeKey(ctx.context.secretConfig, "oauth-state-cookie");
    const state = readState(await symmetricDecrypt({ key, data: sealed }).catch(() => ""));
    if (state === null || !constantTimeEqual(state.oauthState, name)) return { status: "unknown" };
    expireCookie(ctx, stateCookie(ctx));
    if (isLate(state)) return { status: "late", state };
    return { status: "valid", state };
  },
};

/** Where an instance keeps its states. */
export function placeOf(ctx: GenericEndpointContext): Place {
  return ctx.context.oauthConfig.storeStateStrategy === "cookie" ? cookie : store;
}
