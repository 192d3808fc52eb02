// For the forms: whoever is signed in has no use for them.
export default defineNuxtRouteMiddleware(async () => {
  if (useNuxtApp().isHydrating) return; // the server has asked
  if (await whoIsIt()) return navigateTo("/dashboard");
});
