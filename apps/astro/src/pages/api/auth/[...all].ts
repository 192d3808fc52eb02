import { toAstroHandler } from "better-auth/astro";
import { auth } from "../../../lib/auth";

export const { ALL } = toAstroHandler(auth);
