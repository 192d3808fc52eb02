import { isEmail } from "@better-auth/core/lifecycle";
import * as z from "@better-auth/core/zod";

/** An address in a body, as the core takes them. */
export const emailField = z.string().check(z.refine(isEmail, "Invalid email address"));
