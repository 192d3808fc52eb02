// A crash is written to the log, and the visitor hears nothing of what it was. Nuxt shows the messages of errors otherwise.
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook("error", (error) => {
    if (isError(error) && error.statusCode >= 500) error.unhandled = true;
  });
});
