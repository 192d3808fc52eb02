export default defineNuxtConfig({
  compatibilityDate: "2026-01-01",
  telemetry: false,
  css: ["@better-auth/demo-look/look.css"],
  app: {
    head: {
      title: "Nuxt demo",
      htmlAttrs: { lang: "en" },
      link: [{ rel: "icon", href: "data:," }],
    },
  },
  nitro: {
    esbuild: { options: { target: "es2022" } }, // packages of a workspace are compiled with the application
  },
});
