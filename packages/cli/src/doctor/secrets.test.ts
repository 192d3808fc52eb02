import { expect, it } from "vitest";
import { makeDiscreet } from "./secrets";

it("secrets of options and environment are taken out of every text of a finding", () => {
  const discreet = makeDiscreet(
    {
      // No database at all, but somebody may write it.
      database: "postgres://me:of-database@host/db" as never,
      secrets: [{ version: 1, value: "first-secret" }],
      socialProviders: { github: { clientId: "x", clientSecret: "of-github" } },
    },
    {
      DATABASE_URL: "postgres://me:p%40ss-word@host/db",
      BETTER_AUTH_SECRETS: "2:second-one,1:third-one",
      REDIS_URL: "redis://me:100%sure@host",
      MY_TOKEN: "a-token",
    },
  );
  const text = "first-secret of-github p%40ss-word p@ss-word second-one third-one 100%sure of-database a-token";
  const finding = { id: "x", title: "X", status: "weak", found: text, why: text, mend: text } as const;
  const { found, why, mend } = discreet(finding);
  expect(new Set([...found.split(" "), ...(why ?? "").split(" "), ...(mend ?? "").split(" ")])).toEqual(
    new Set(["[redacted]"]),
  );
});
