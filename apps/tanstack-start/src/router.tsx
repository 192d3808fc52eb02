import { createRouter } from "@tanstack/react-router";
import { Broken } from "./components/broken";
import { routeTree } from "./routeTree.gen";

export const getRouter = () => createRouter({ routeTree, defaultErrorComponent: Broken, scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof getRouter>;
  }
}
