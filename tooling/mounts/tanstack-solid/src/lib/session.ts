import { createServerFn } from "@tanstack/solid-start";
import { getRequestHeaders } from "@tanstack/solid-start/server";
import { auth } from "./auth";

export const getSession = createServerFn().handler(() => auth.api.getSession({ headers: getRequestHeaders() }));
