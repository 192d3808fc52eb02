import { describe, expect, it } from "vitest";
import { createAuthEndpoint } from "../api";
import { makeAuth } from "../test-support/instance";
import * as z from "../zod";

const tags = createAuthEndpoint("/tags", { method: "POST", body: z.object({ tags: z.array(z.string()) }) }, (ctx) => ({
  count: ctx.body.tags.length,
}));
const breaks = createAuthEndpoint(
  "/breaks",
  {
    method: "POST",
    body: z.pipe(
      z.any(),
      z.transform(() => new Array(-1)),
    ),
  },
  () => ({}),
);

async function post(path: string, body: unknown) {
  const { browser } = await makeAuth({ plugins: [{ id: "p", endpoints: { tags, breaks } }] });
  return browser().post(path, body);
}

describe("a refusal of input", () => {
  it("tells twenty of the mistakes, and how many more there are", async () => {
    const answer = await post("/tags", { tags: Array(30_000).fill(1) });
    expect(answer).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
    const { message } = answer.body;
    expect(message).toMatch(/^\[body\.tags\.0\] .*; \[body\.tags\.19\] [^;]+; and 29980 more$/);
    expect((await post("/tags", { tags: [1, "a", 2] })).body.message).toMatch(
      /^\[body\.tags\.0\][^;]+; \[body\.tags\.2\][^;]+$/,
    );
  });

  it("is one, too, where more is wrong than the schema can gather", async () => {
    const answer = await post("/tags", `{"tags":[${"1,".repeat(499_999)}1]}`);
    expect(answer).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
  });

  it("is none where the schema itself is broken", async () => {
    expect((await post("/breaks", {})).status).toBe(500);
  });
});
