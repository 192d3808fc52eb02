import { createCsrfMiddleware, createMiddleware, createStart } from "@tanstack/react-start";

/** What an error says stays on the server. Redirects and pages that are not found are no errors, and pass. */
const hideErrors = createMiddleware({ type: "function" }).server(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error);
    throw new Error("Something went wrong");
  }
});

export const startInstance = createStart(() => ({
  requestMiddleware: [createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === "serverFn" })],
  functionMiddleware: [hideErrors],
}));
