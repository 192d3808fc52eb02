import { makeAuth } from "../remix-visit.mjs";

export const { auth, age } = await makeAuth();
