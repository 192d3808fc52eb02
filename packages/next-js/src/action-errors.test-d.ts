// What a server action can tell a form of a call that was refused, in the types of the documented names alone.
import { betterAuth } from "@better-auth/core";
import { type APIError, isAPIError } from "@better-auth/core/api";
import { nextCookies } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const shop = {
  id: "shop",
  $ERROR_CODES: { SHOP_IS_CLOSED: { code: "SHOP_IS_CLOSED", message: "The shop is closed" } },
} as const;
const auth = betterAuth({ plugins: [shop, nextCookies()] });

type ErrorCode = keyof typeof auth.$ERROR_CODES;

function isKnown(code: string | undefined): code is ErrorCode {
  return code !== undefined && code in auth.$ERROR_CODES;
}

export function refusal(error: unknown) {
  if (!isAPIError(error)) throw error;
  expectType<APIError>()(error);
  const code = error.body?.code;
  expectType<string | undefined>()(code);
  expectType<string | undefined>()(error.body?.message);
  expectType<string>()(error.message);
  expectType<number>()(error.statusCode);
  return { code: isKnown(code) ? code : undefined, message: error.message };
}

export function tell({ code }: ReturnType<typeof refusal>) {
  expectType<ErrorCode | undefined>()(code);
  switch (code) {
    case "INVALID_PASSWORD":
    case "SHOP_IS_CLOSED":
      return true;
    // @ts-expect-error: no code of this instance
    case "INVALID_PASWORD":
      return true;
    default:
      return false;
  }
}
