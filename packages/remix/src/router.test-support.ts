// An application of React Router as a server has it, made of its own request handler and routes that are written by hand.
import { createRequestHandler, type ServerBuild } from "react-router";

type Routes = ServerBuild["routes"];
type Route = NonNullable<Routes[string]>;

/** The members of a route file, and where it is. Without a component (`default: undefined`) it is a resource route. */
export type RouteModule = Pick<Partial<Route>, "path" | "index"> &
  Partial<Omit<Route["module"], "default">> & { default?: Route["module"]["default"] | undefined };

/** A page answers with what its loaders gave, as JSON: nothing is rendered. */
function page({ path, index, ...module }: RouteModule, id: string, parentId?: string): Routes[string] {
  return {
    id,
    ...(parentId === undefined ? {} : { parentId }),
    ...(path === undefined ? {} : { path }),
    ...(index === undefined ? {} : { index }),
    module: { default: () => null, ...module } as Route["module"],
  };
}

/**
 * Makes an application.
 *
 * @param root what `app/root.tsx` exports
 * @param children the other routes
 * @returns what answers a request to it
 */
export function createApplication(root: RouteModule, children: readonly RouteModule[]) {
  const routes: Routes = { root: page(root, "root") };
  for (const [index, child] of children.entries()) routes[`child-${index}`] = page(child, `child-${index}`, "root");
  const build: ServerBuild = {
    routes,
    entry: {
      module: {
        default: (_request, status, headers, { staticHandlerContext }) =>
          Response.json(staticHandlerContext.loaderData, { status, headers }),
        handleError: () => {},
      },
    },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    assetsBuildDirectory: "",
    publicPath: "/",
    future: {} as ServerBuild["future"],
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: "initial", manifestPath: "/__manifest" },
  };
  const answer = createRequestHandler(build, "production");
  return (path: string, init?: RequestInit) => answer(new Request(new URL(path, "http://localhost:3000"), init));
}
