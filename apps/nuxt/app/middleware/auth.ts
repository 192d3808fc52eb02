// For pages that only signed-in people may see.
export default defineNuxtRouteMiddleware(async (to) => {
  if (useNuxtApp().isHydrating) return; // the server has asked
  if (!(await whoIsIt())) return navigateTo(`/sign-in?next=${encodeURIComponent(to.fullPath)}`);
});
