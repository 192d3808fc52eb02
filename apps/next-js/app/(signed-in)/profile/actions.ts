"use server";

import { isAPIError } from "better-auth/api";
import { headers } from "next/headers";
import { auth } from "@/lib/auth";
import { type FormState, failed } from "@/lib/form-state";

/** Changes name and nickname. The cookies that come with the answer are set by the plugin nextCookies. */
export async function updateProfile(_previous: FormState, form: FormData): Promise<FormState> {
  const body = { name: String(form.get("name")).trim(), nickname: String(form.get("nickname")).trim() };
  if (body.name === "") return { status: "failed", errors: { name: "Enter your name." }, values: body };
  try {
    await auth.api.updateUser({ body, headers: await headers() });
    return { status: "done", message: "Saved." };
  } catch (error) {
    if (isAPIError(error)) return failed({ message: error.message }, {}, body);
    throw error;
  }
}
