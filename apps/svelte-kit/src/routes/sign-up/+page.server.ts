import { fail, redirect } from "@sveltejs/kit";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = ({ locals }) => {
  if (locals.user) redirect(303, "/dashboard");
};

export const actions: Actions = {
  // The form calls the client, whose calls are rate limited. This answers it where JavaScript is not there, or not yet.
  default: () => fail(400, { message: "This form needs JavaScript. Please try again." }),
};
