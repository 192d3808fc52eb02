import { describe, expect, it } from "vitest";
import { createRouter, type Route } from "./router";

const route = (path: string, methods: string[] = ["GET"]): Route => ({
  key: path,
  path,
  methods,
  options: {},
  accountField: undefined,
  handler: () => path,
  ofPlugin: false,
  before: [],
  after: [],
});

describe("router", () => {
  const find = createRouter([
    route("/users"),
    route("/users/:id"),
    route("/users/me"),
    route("/users/:id/keys/:key"),
    route("/files/**:path"),
    route("/any/*"),
    route("/users", ["POST", "DELETE"]),
    { ...route("/hidden"), options: { metadata: { SERVER_ONLY: true } } },
  ]);

  it("prefers the literal path to a template", () => {
    expect(find("/users/me")?.template).toBe("/users/me");
    expect(find("/users/42")).toMatchObject({ template: "/users/:id", params: { id: "42" } });
  });

  it("keeps the methods of a path together", () => {
    expect([...(find("/users")?.byMethod.keys() ?? [])]).toEqual(["GET", "POST", "DELETE"]);
  });

  it("goes on to a template that takes the method, whatever its params are called", () => {
    const routes = createRouter([
      route("/notes/:id"),
      route("/notes/:noteId", ["DELETE"]),
      route("/notes/import", ["POST"]),
      route("/:kind/import", ["PUT"]),
    ]);
    expect(routes("/notes/1", "GET")?.params).toEqual({ id: "1" });
    expect(routes("/notes/1", "HEAD")?.params).toEqual({ id: "1" });
    expect(routes("/notes/1", "DELETE")?.params).toEqual({ noteId: "1" });
    expect(routes("/notes/import", "POST")?.template).toBe("/notes/import");
    expect(routes("/notes/import", "GET")?.params).toEqual({ id: "import" });
    expect(routes("/notes/import", "PUT")?.params).toEqual({ kind: "notes" });
    expect(routes("/notes/import", "PATCH")?.template).toBe("/notes/import");
    expect(routes("/notes/1", "PATCH")?.template).toBe("/notes/:id");
    expect(routes("/nothing", "GET")).toBeNull();
  });

  it("decodes params, and refuses what is no encoding", () => {
    expect(find("/users/a%20b%2Fc")?.params).toEqual({ id: "a b/c" });
    expect(find("/users/%E0%A4%A")).toBeNull();
  });

  it("takes all that follows where a template says so", () => {
    expect(find("/files/a/b/c")?.params).toEqual({ path: "a/b/c" });
    expect(find("/files")).toBeNull();
    expect(find("/any")?.params).toEqual({ "0": "" });
    expect(find("/any/x")?.params).toEqual({ "0": "x" });
  });

  it("knows one spelling of a path only", () => {
    for (const alias of [
      "/Users",
      "/users/",
      "//users",
      "/users//keys",
      "/users/.",
      "/%75sers",
      "/users;v=1",
      "/users/1/keys",
      "/users/1/keys/2/3",
      "",
    ]) {
      expect(find(alias)?.template === "/users" || find(alias)?.template === "/users/:id/keys/:key").toBe(false);
    }
    expect(find("/users//keys/2")).toBeNull();
    expect(find("/hidden")).toBeNull();
  });
});
