import type { CookieOptions } from "../types";
import { decodeCookieValue } from "./parse";

/** Attributes of a Set-Cookie line that was parsed. */
export interface CookieAttributes {
  value: string;
  "max-age"?: number | undefined;
  expires?: Date | undefined;
  domain?: string | undefined;
  path?: string | undefined;
  secure?: boolean | undefined;
  httponly?: boolean | undefined;
  partitioned?: boolean | undefined;
  samesite?: "strict" | "lax" | "none" | undefined;
}

/** Splits a header that joins several Set-Cookie lines with commas; the comma of a date is not one of them. */
export function splitSetCookieHeader(header: string): string[] {
  const lines: string[] = [];
  for (const part of header.split(/,(?=\s*[^\s;,=]+=[^;,]*)/)) {
    const text = part.trim();
    if (text !== "") lines.push(text);
  }
  return lines;
}

/** Set-Cookie lines by cookie name, with their values as they are written. */
export function readSetCookieHeader(header: string): Map<string, CookieAttributes> {
  const cookies = new Map<string, CookieAttributes>();
  for (const text of splitSetCookieHeader(header)) {
    const [pair = "", ...attributes] = text.split(";");
    const at = pair.indexOf("=");
    if (at < 1) continue;
    const cookie: CookieAttributes = { value: pair.slice(at + 1).trim() };
    for (const attribute of attributes) {
      const [name = "", ...rest] = attribute.trim().split("=");
      const value = rest.join("=");
      switch (name.toLowerCase()) {
        case "max-age":
          cookie["max-age"] = Number.parseInt(value, 10);
          break;
        case "expires":
          cookie.expires = new Date(value);
          break;
        case "domain":
          cookie.domain = value;
          break;
        case "path":
          cookie.path = value;
          break;
        case "secure":
          cookie.secure = true;
          break;
        case "httponly":
          cookie.httponly = true;
          break;
        case "partitioned":
          cookie.partitioned = true;
          break;
        case "samesite":
          cookie.samesite = value.toLowerCase() as "strict" | "lax" | "none";
          break;
      }
    }
    cookies.set(pair.slice(0, at).trim(), cookie);
  }
  return cookies;
}

/** Set-Cookie lines by cookie name, with decoded values: functions that set cookies encode them again. */
export function parseSetCookieHeader(header: string): Map<string, CookieAttributes> {
  const cookies = readSetCookieHeader(header);
  for (const cookie of cookies.values()) cookie.value = decodeCookieValue(cookie.value);
  return cookies;
}

/** Parsed attributes as options to set a cookie with. */
export function toCookieOptions(attributes: CookieAttributes): CookieOptions {
  return {
    maxAge: attributes["max-age"],
    expires: attributes.expires,
    domain: attributes.domain,
    path: attributes.path,
    secure: attributes.secure,
    httpOnly: attributes.httponly,
    sameSite: attributes.samesite,
    partitioned: attributes.partitioned,
  };
}
