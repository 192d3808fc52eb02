import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../crypto/fixtures/any-character";
import { decodeBasicCredentials, encodeBasicCredentials } from "./basic-credentials";

const anyText = fc.array(anyCharacter).map((characters) => characters.join(""));
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;

describe("a client's id and secret in a header", () => {
  it("are form-encoded first", () => {
    expect(encodeBasicCredentials("client", "secret")).toBe(basic("client:secret"));
    expect(encodeBasicCredentials("c:i d", "s e:c+%é&*!'()~")).toBe(
      basic("c%3Ai+d:s+e%3Ac%2B%25%C3%A9%26*%21%27%28%29%7E"),
    );
  });

  it("come back as they were, whatever they are", () => {
    fc.assert(
      fc.property(anyText, anyText, (clientId, clientSecret) => {
        expect(decodeBasicCredentials(encodeBasicCredentials(clientId, clientSecret))).toEqual({
          clientId,
          clientSecret,
        });
      }),
    );
  });

  it("are read as they stand where they are not form-encoded", () => {
    expect(decodeBasicCredentials(basic("a:b:c"))).toEqual({ clientId: "a", clientSecret: "b:c" });
    expect(decodeBasicCredentials(basic("a:100%"))).toEqual({ clientId: "a", clientSecret: "100%" });
    expect(decodeBasicCredentials(basic(":"))).toEqual({ clientId: "", clientSecret: "" });
    expect(decodeBasicCredentials(basic("a:b").replace("Basic", "bASIC"))).toEqual({
      clientId: "a",
      clientSecret: "b",
    });
  });

  it.each(["", "Bearer abc", "Basic", "Basic ", "Basic !!!", basic("nocolon"), btoa("a:b"), "Basic a b", "Basic gDo="])(
    "are not there in %j",
    (header) => {
      expect(() => decodeBasicCredentials(header)).toThrow(/^(Authorization header|Basic credential): expected/);
    },
  );

  it("are not in the message", () => {
    expect(() => decodeBasicCredentials(basic("the-secret"))).not.toThrow(/the-secret|dGhlLXNlY3JldA/);
  });
});
