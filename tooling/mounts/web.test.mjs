// Frameworks that speak Request and Response, on Node.
import { expect, it } from "vitest";
import { startServer } from "./start-server.mjs";
import { tellStory } from "./story.mjs";

const node = (file, env) => startServer([process.execPath, file], env);

tellStory("Hono", () => node("servers/hono.mjs"));
tellStory("Elysia, by mount()", () => node("servers/elysia.ts", { MOUNT: "mount" }));

tellStory(
  "Elysia",
  () => node("servers/elysia.ts"),
  ({ get, post, cookie }) => {
    it("changes what is theirs, for nobody else and no other site", async () => {
      const change = (headers) => post("/nickname", { nickname: "Enchantress" }, headers);
      expect((await change({})).status).toBe(401);
      expect((await change({ cookie: cookie(), origin: "https://elsewhere.example" })).status).toBe(403);
      const changed = await change({ cookie: cookie() });
      expect([changed.status, await changed.json()]).toEqual([200, { status: true }]);
      const [token] = cookie().split("; ");
      expect(await (await get("/nickname", { cookie: token })).text()).toBe("You are Enchantress");
      expect((await get("/nickname")).status).toBe(401);
    });
  },
);
