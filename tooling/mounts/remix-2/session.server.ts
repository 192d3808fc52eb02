import { sessionReader } from "better-auth/remix";
import { auth } from "./auth.server";

export const getSession = sessionReader(auth);
