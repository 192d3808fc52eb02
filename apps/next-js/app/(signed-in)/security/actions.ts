"use server";

import { revalidatePath } from "next/cache";
import { auth } from "@/lib/auth";
import { requireSession } from "@/lib/session";
import { forgetTrustedDevice } from "@/lib/trusted-devices";

/** Asks a browser for the second step again. */
export async function forgetDevice(form: FormData): Promise<void> {
  const { user } = await requireSession();
  await forgetTrustedDevice(await auth.$context, user.id, String(form.get("id")));
  revalidatePath("/security");
}
