import { fail, redirect } from "@sveltejs/kit";
import { isAPIError } from "better-auth/api";
import { auth } from "#lib/server/auth.ts";
import type { Actions, PageServerLoad } from "./$types";

const signIn = "/sign-in?next=%2Fdashboard";

export const load: PageServerLoad = ({ locals: { session, user } }) => {
  if (!session || !user) redirect(303, signIn);
  return { user, endsAt: session.expiresAt };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    if (!locals.user) redirect(303, signIn);
    const form = await request.formData();
    try {
      const nickname = String(form.get("nickname")).trim() || null;
      await auth.api.updateUser({ body: { nickname }, headers: request.headers });
    } catch (error) {
      if (!isAPIError(error)) throw error;
      return fail(error.statusCode, { message: error.message });
    }
    redirect(303, "/dashboard"); // loads the page and its layout anew
  },
};
