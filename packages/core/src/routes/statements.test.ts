import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

/** What each flow may send to the database, BEGIN and COMMIT not counted. */
const BUDGET = { getSession: 1, signIn: 2, signUp: 3, signOut: 1, listSessions: 2 };

describe("statements of each flow", () => {
  it("stay inside their budgets", async () => {
    const { browser, statementsOf, auth } = await makeAuth();
    const alice = browser();
    const counts = {
      signUp: (await statementsOf(() => alice.signUp())).length,
      getSession: (await statementsOf(() => alice.session())).length,
      listSessions: (await statementsOf(() => alice.get("/list-sessions"))).length,
      signOut: (await statementsOf(() => alice.post("/sign-out"))).length,
      signIn: (await statementsOf(() => alice.signIn())).length,
    };
    expect(counts).toEqual(BUDGET);
    expect(await statementsOf(() => auth.api.getSession({ headers: alice.headers() }))).toHaveLength(1);
    expect(await statementsOf(() => browser("nobody").session())).toEqual([]);
  });
});
