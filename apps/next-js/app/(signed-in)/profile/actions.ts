"use server";

import { isAPIError } from "better-auth/api";
import { headers } from "next/headers";
import { auth } from "@/lib/auth";
import { type FormState, failed } from "@/lib/form-state";

const fields = {
  USERNAME_TOO_SHORT: "username",
  USERNAME_TOO_LONG: "username",
  INVALID_USERNAME: "username",
  USERNAME_IS_ALREADY_TAKEN: "username",
};

/** Changes name, nickname and username. The cookies that come with the answer are set by the plugin nextCookies. */
export async function updateProfile(_previous: FormState, form: FormData): Promise<FormState> {
  const read = (name: string) => String(form.get(name)).trim();
  const values = { name: read("name"), nickname: read("nickname"), username: read("username") };
  if (values.name === "") return { status: "failed", errors: { name: "Enter your name." }, values };
  const { username, ...others } = values;
  try {
    await auth.api.updateUser({
      body: { ...others, ...(username !== "" && { username }) },
      headers: await headers(),
    });
    return { status: "done", message: "Saved." };
  } catch (error) {
    if (isAPIError(error)) return failed({ code: error.body?.code, message: error.message }, fields, values);
    throw error;
  }
}
