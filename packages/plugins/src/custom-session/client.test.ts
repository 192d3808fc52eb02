import { createAuthClient } from "@better-auth/client";
import type { User } from "@better-auth/core/types";
import { makeAuth, ORIGIN } from "test-kit";
import { expect, it } from "vitest";
import { customSession } from ".";
import { customSessionClient } from "./client";

/** The type of the instance below. */
interface Server {
  $Infer: { Session: { user: User; roles: string[] } };
}

/** A client whose requests a browser's jar sends to an instance. */
async function make(session: { deferSessionRefresh?: boolean } = {}) {
  const { browser, db } = await makeAuth({
    session,
    plugins: [customSession(({ user }) => ({ user, roles: ["a"] }))],
  });
  const alice = browser();
  await alice.signUp();
  const sent: string[] = [];
  const client = createAuthClient({
    baseURL: ORIGIN,
    plugins: [customSessionClient<Server>()],
    fetchOptions: {
      customFetchImpl: async (url, { method = "GET" } = {}) => {
        sent.push(method);
        const { status, body } = await alice.send(method, String(url), method === "POST" ? {} : undefined);
        return Response.json(body, { status });
      },
    },
  });
  return { client, sent, db };
}

it("gets what the function gives, by a call and in the store", async () => {
  const { client } = await make();
  expect((await client.getSession()).data).toMatchObject({ roles: ["a"], user: { name: "alice" } });
  await client.useSession.get().refetch();
  expect(client.useSession.get().data?.roles).toEqual(["a"]);
});

it("extends a session whose extension is deferred", async () => {
  const { client, sent, db } = await make({ deferSessionRefresh: true });
  db.prepare("update session set expiresAt = ?").run(new Date(Date.now() + 3_600_000).toISOString());
  await client.useSession.get().refetch();
  expect(client.useSession.get().data?.roles).toEqual(["a"]);
  expect(sent).toEqual(["GET", "POST"]);
  const [row] = db.prepare("select expiresAt from session").all() as { expiresAt: string }[];
  expect(Date.parse(row?.expiresAt ?? "")).toBeGreaterThan(Date.now() + 6 * 86_400_000);
});

it("is nothing but an id at run time", () => {
  expect(customSessionClient()).toEqual({ id: "infer-server-plugin" });
});
