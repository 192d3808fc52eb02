import { describe, expect, it } from "vitest";
import { compileTrustedOrigins } from "./origin";

const trusts = (entry: string, url: string) => compileTrustedOrigins([entry]).matches(url);

describe("an entry of the trusted origins", () => {
  it.each([
    ["https://*.example.com", "https://a.b.example.com/home"],
    ["https://*example.com", "https://example.com"],
    ["https://*", "https://example.com:8443"],
    ["http://localhost:*", "http://localhost:5173"],
    ["http://localhost*", "http://localhost:5173"],
    ["https://app?.example.com", "https://app1.example.com"],
    ["http*://*.example.com", "http://a.example.com"],
    ["*.example.com", "https://a.example.com"],
    ["*", "http://localhost:5173"],
    ["*", "myapp://home"],
    ["myapp://", "myapp://home/x"],
    ["myapp://*", "myapp://"],
    ["exp://**", "exp://192.168.1.2:8081/--/home"],
    ["exp://*", "exp://192.168.1.2:8081"],
    ["exp://192.168.*.*:*/**", "exp://192.168.1.2:8081/--/home"],
  ])("%s is for %s", (entry, url) => {
    expect(trusts(entry, url)).toBe(true);
  });

  it.each([
    ["https://*.example.com", "https://example.com"],
    ["https://*.example.com", "http://a.example.com"],
    ["https://*.example.com", "https://a.example.com.evil.example"],
    ["https://*.example.com", "https://evil.example/.example.com"],
    ["https://*.example.com", "https://evil.example:8443"],
    ["https://app?.example.com", "https://app.example.com"],
    ["http*://*.example.com", "myapp://a.example.com"],
    ["*.example.com", "myapp://a.example.com"],
    ["*", "javascript:alert(1)"],
    ["*", "data:text/html,x"],
    ["myapp://*", "otherapp://home"],
    ["exp://192.168.*.*:*/**", "exp://10.0.0.1:8081"],
  ])("%s is not for %s", (entry, url) => {
    expect(trusts(entry, url)).toBe(false);
  });
});
