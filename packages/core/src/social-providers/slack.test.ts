import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import { slack } from "./slack";

afterEach(() => vi.unstubAllGlobals());

const options = { clientId: "client", clientSecret: "secret" };
const USER = "https://slack.com/api/openid.connect.userInfo";

test("an error with a status of 200 tells of nobody", async () => {
  answerAsProvider({ [USER]: { ok: false, error: "invalid_auth" } });
  const refusal = { code: "refused", error: "invalid_auth" };
  await expect(slack(options).getUserInfo({ accessToken: "at" })).rejects.toMatchObject(refusal);
  answerAsProvider({ [USER]: { ok: false } });
  expect(await slack(options).getUserInfo({ accessToken: "at" })).toBeNull();
});
