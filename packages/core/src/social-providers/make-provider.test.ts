import { expect, test } from "vitest";
import { SocialProviderListEnum, socialProviderList } from "./list";
import { makeProvider } from "./make-provider";

const options = { clientId: "client", clientSecret: "secret" };

test("a provider by its name", () => {
  expect(makeProvider("github", options)).toMatchObject({ id: "github", name: "GitHub" });
});

test.each(["acme", "toString", "__proto__", "constructor"])("%s is none of the providers that are built in", (id) => {
  expect(() => makeProvider(id, options)).toThrow(
    `socialProviders.${id} is none of the providers that are built in: apple,`,
  );
});

test("the list names all of them, and calls may name others", () => {
  expect(socialProviderList).toContain("zoom");
  expect(SocialProviderListEnum.parse("github")).toBe("github");
  expect(SocialProviderListEnum.parse("acme")).toBe("acme");
  expect(() => SocialProviderListEnum.parse(1)).toThrow();
});
