export { emailOTP } from "./email-otp";
export type * from "./types";
