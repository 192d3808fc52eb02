/**
 * Who is signed in, for route middleware: on the server whoever sent the request, in the browser by asking once more. What
 * a page knows may be older than a sign-in or a sign-out.
 */
export async function whoIsIt() {
  if (import.meta.server) return useRequestEvent()?.context.user;
  const { data } = await authClient.getSession();
  return data?.user;
}
