import { expect, it } from "vitest";
import { getHost, getOrigin, getProtocol, trimTrailingSlashes } from "./url-parts";

it.each([
  ["https://a.com:8080/x?y", "https://a.com:8080", "https:", "a.com:8080"],
  ["http://[::1]:3/", "http://[::1]:3", "http:", "[::1]:3"],
  ["app://x/y", null, "app:", "x"],
  ["nope", null, null, null],
  ["", null, null, null],
])("the parts of %j", (url, origin, protocol, host) => {
  expect([getOrigin(url), getProtocol(url), getHost(url)]).toEqual([origin, protocol, host]);
});

it.each([
  ["a///", "a"],
  ["/", ""],
  ["", ""],
  ["http://x//y//", "http://x//y"],
])("%j without the slashes at its end is %j", (text, trimmed) => {
  expect(trimTrailingSlashes(text)).toBe(trimmed);
});
