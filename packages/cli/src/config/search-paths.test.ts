import { expect, it } from "vitest";
import { searchPaths } from "./search-paths";

it("looks for a configuration in the documented places, in their order", () => {
  const places = [
    "auth.ts",
    "auth.server.ts",
    "auth/index.ts",
    "lib/server/auth.ts",
    "server/auth/auth.ts",
    "server/auth.ts",
    "auth/auth.ts",
    "lib/auth.ts",
    "utils/auth.ts",
    "src/auth.ts",
    "src/lib/auth.ts",
    "src/utils/auth/index.server.ts",
    "app/auth.ts",
    "app/utils/auth/index.server.ts",
  ];
  expect(searchPaths.filter((path) => places.includes(path))).toEqual(places);
  expect(searchPaths).toHaveLength(252);
  expect(new Set(searchPaths).size).toBe(252);
});
