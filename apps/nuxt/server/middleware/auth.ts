// Who sent this request, for every handler and every page that is rendered.
export default defineEventHandler(async (event) => {
  if (event.path.startsWith("/api/auth/")) return; // the handler finds out for itself

  const { response, headers } = await auth.api.getSession({ headers: event.headers, returnHeaders: true });
  event.context.session = response?.session ?? null;
  event.context.user = response?.user ?? null;

  // A session that is due is extended by being read, and the browser has to hear of it.
  for (const cookie of headers.getSetCookie()) appendResponseHeader(event, "set-cookie", cookie);

  // What is rendered for somebody is for nobody else, and not for the back button after a sign-out.
  setResponseHeader(event, "cache-control", "private, no-store");
});
