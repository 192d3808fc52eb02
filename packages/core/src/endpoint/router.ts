import type { AnyEndpoint, EndpointOptions } from "../types";
import { methodsOf } from "./call-bare";
import { type Handler, handlerOf } from "./handler";
import type { RouteHook } from "./hooks";

/** An endpoint as the pipeline runs it: everything that depends on the route alone is found once. */
export interface Route {
  /** The key in `auth.api`. */
  readonly key: string;
  /** The template; `undefined` when it is not routed. */
  readonly path: string | undefined;
  readonly methods: readonly string[];
  readonly options: EndpointOptions;
  /** The member of the body that names the account. */
  readonly accountField: string | undefined;
  readonly handler: Handler;
  /** The handler is a plugin's, so it finds the call around it. */
  readonly ofPlugin: boolean;
  /** Hooks that may be for this route, in order. */
  readonly before: readonly RouteHook[];
  readonly after: readonly RouteHook[];
}

/** A match: the route by method, and what stands in the path. */
export interface RouteMatch {
  readonly byMethod: ReadonlyMap<string, Route>;
  readonly template: string;
  readonly params: Record<string, string> | undefined;
}

/**
 * Finds the routes of a path: of several templates that it matches, those that take the method. Where none does, or no
 * method is asked for, the first.
 */
export type Router = (path: string, method?: string) => RouteMatch | null;

/** One part of a template. */
type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "param" | "rest"; readonly name: string };

/** `:id` is a part, `*` is a part called "0" that may be empty, `**:rest` and `**` are all that follows. */
export function parseTemplate(template: string): readonly Segment[] {
  return template
    .split("/")
    .slice(1)
    .map((part): Segment => {
      if (part === "**") return { kind: "rest", name: "_" };
      if (part.startsWith("**:")) return { kind: "rest", name: part.slice(3) };
      if (part === "*") return { kind: "param", name: "0" };
      if (part.startsWith(":")) return { kind: "param", name: part.slice(1) };
      return { kind: "literal", text: part };
    });
}

function decodePart(part: string): string | null {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The params of a path under a template; `null` when it does not match. */
export function matchTemplate(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = Object.create(null);
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    if (segment.kind === "rest") {
      const rest = parts.slice(i);
      if (segment.name !== "_" && rest.length === 0) return null;
      const decoded = decodePart(rest.join("/"));
      if (decoded === null) return null;
      params[segment.name] = decoded;
      return params;
    }
    const part = parts[i];
    if (segment.kind === "literal") {
      if (part !== segment.text) return null;
      continue;
    }
    const decoded = part === undefined ? (segment.name === "0" ? "" : null) : decodePart(part);
    if (decoded === null || (decoded === "" && segment.name !== "0")) return null;
    params[segment.name] = decoded;
  }
  return parts.length <= segments.length ? params : null;
}

function isLiteral(template: string): boolean {
  return !/[:*]/.test(template);
}

/** HEAD is answered as GET. */
function takes({ byMethod }: Pick<RouteMatch, "byMethod">, method: string | undefined): boolean {
  return method === undefined || byMethod.has(method) || (method === "HEAD" && byMethod.has("GET"));
}

/** Builds the router once. A literal path is one look-up; templates are tried in order of their literal parts. */
export function createRouter(routes: readonly Route[]): Router {
  const literal = new Map<string, RouteMatch & { byMethod: Map<string, Route> }>();
  const templates = new Map<string, { segments: readonly Segment[]; byMethod: Map<string, Route> }>();

  for (const route of routes) {
    if (route.path === undefined || route.options.metadata?.SERVER_ONLY === true) continue;
    let byMethod: Map<string, Route>;
    if (isLiteral(route.path)) {
      let entry = literal.get(route.path);
      if (!entry) literal.set(route.path, (entry = { byMethod: new Map(), template: route.path, params: undefined }));
      byMethod = entry.byMethod;
    } else {
      let entry = templates.get(route.path);
      if (!entry) templates.set(route.path, (entry = { segments: parseTemplate(route.path), byMethod: new Map() }));
      byMethod = entry.byMethod;
    }
    // The first of two that claim one method and path answers: those of `router(context, …)`; start-up refuses others.
    for (const method of route.methods) if (method !== "*" && !byMethod.has(method)) byMethod.set(method, route);
  }

  const ordered = [...templates].sort(([a], [b]) => weight(b) - weight(a));
  return (path, method) => {
    let first: RouteMatch | null = literal.get(path) ?? null;
    if (ordered.length === 0 || (first !== null && takes(first, method))) return first;
    const parts = path.split("/").slice(1);
    for (const [template, { segments, byMethod }] of ordered) {
      const params = matchTemplate(segments, parts);
      if (params === null) continue;
      const match = { byMethod, template, params };
      if (takes(match, method)) return match;
      first ??= match;
    }
    return first;
  };
}

/** Literal parts say more than params, params more than "all that follows". */
function weight(template: string): number {
  return parseTemplate(template).reduce(
    (sum, segment) => sum * 3 + (segment.kind === "literal" ? 2 : segment.kind === "param" ? 1 : 0),
    1,
  );
}

/** An endpoint as a route, before its hooks are known. */
export function describeRoute(key: string, endpoint: AnyEndpoint, ofPlugin: boolean): Omit<Route, "before" | "after"> {
  return {
    key,
    path: endpoint.path,
    methods: methodsOf(endpoint.options),
    options: endpoint.options,
    accountField: endpoint.options.metadata?.accountField,
    handler: handlerOf(endpoint),
    ofPlugin,
  };
}
