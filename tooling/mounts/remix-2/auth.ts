import { toRemixHandler } from "better-auth/remix";
import { auth } from "./auth.server";

const handler = toRemixHandler(auth);
export const loader = handler.loader;
export const action = handler.action;
