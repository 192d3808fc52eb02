import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

const MARKUP = [
  "<svg onload=alert(1)>",
  '"><script>alert(1)</script>',
  "'-alert(1)-'",
  "&lt;script&gt;",
  "javascript:alert(1)",
  "\u0000<b>",
];

describe("the error page (advisory 5)", () => {
  it.each(MARKUP)("shows %j as text, as a code and as a description", async (markup) => {
    const { browser } = await makeAuth();
    for (const field of ["error", "error_description"]) {
      const { body, headers, status } = await browser().get(`/error?${field}=${encodeURIComponent(markup)}`);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toMatch(/^text\/html/);
      for (const tag of ["<svg", "<script", "<b>"]) expect(body).not.toContain(tag);
      if (field === "error") expect(body).not.toContain(markup);
    }
  });

  it("runs nothing and is framed by nobody", async () => {
    const { browser } = await makeAuth();
    const { headers } = await browser().get("/error?error=some_code");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("takes no style from the options that could end its style sheet", async () => {
    const colors = { background: "red}</style><script>alert(1)</script>" };
    const { browser } = await makeAuth({ onAPIError: { customizeDefaultErrorPage: { colors } } });
    expect((await browser().get("/error")).body).not.toContain("<script");
  });
});
