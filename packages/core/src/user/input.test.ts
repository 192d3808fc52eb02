import { describe, expect, it } from "vitest";
import { parseAccountInput } from "../account/input";
import { parseAccountOutput, parseSessionOutput, parseUserOutput } from "../context/output-filters";
import { parseInputData } from "../database/input";
import { getSessionDefaultFields, parseSessionInput } from "../session/input";
import type { BetterAuthOptions } from "../types";
import * as z from "../zod";
import { parseAdditionalUserInput, parseAdditionalUserInputFromProviderProfile, parseUserInput } from "./input";
import { buildSyntheticUserOutput } from "./synthetic";

const options: BetterAuthOptions = {
  user: {
    additionalFields: {
      age: { type: "number" },
      plan: { type: "string", required: false, defaultValue: "free", input: false },
      hidden: { type: "string", required: false, returned: false },
      nick: { type: "string", required: false, fieldName: "nick_name" },
      made: { type: "string", required: false, defaultValue: () => "made" },
      shout: { type: "string", required: false, transform: { input: (text: string) => text.toUpperCase() } },
    },
  },
  session: {
    additionalFields: {
      role: { type: "string", defaultValue: "member" },
      needed: { type: "string" },
      secret: { type: "string", required: false, returned: false },
    },
  },
  account: { additionalFields: { note: { type: "string", required: false } } },
  plugins: [{ id: "p", schema: { user: { fields: { ofPlugin: { type: "boolean", required: false } } } } }],
};
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { body: { code: string; message: string } }).body;
  }
  return "nothing was thrown";
};

describe("parsing for plugins", () => {
  it("takes additional fields and those of plugins, and nothing else", () => {
    const data = {
      age: 1,
      email: "x",
      emailVerified: true,
      id: "1",
      unknown: 1,
      plan: "pro",
      shout: "a",
      ofPlugin: true,
    };
    expect(parseUserInput(options, data, "create")).toEqual({
      age: 1,
      plan: "free",
      made: "made",
      shout: "a",
      ofPlugin: true,
    });
    expect(parseUserInput(options, { nick: "N", email: "x" }, "update")).toEqual({ nick: "N" });
    expect(parseAdditionalUserInput(options, { age: 2 })).toEqual({ age: 2, plan: "free", made: "made" });
  });

  it("asks for what is required, checks types, and refuses what only the server may set", () => {
    expect(codeOf(() => parseUserInput(options, {}))).toEqual({ code: "MISSING_FIELD", message: "age is required" });
    expect(codeOf(() => parseUserInput(options, { age: "1" }))).toEqual({
      code: "VALIDATION_ERROR",
      message: "[body.age] Invalid input: expected number, received string",
    });
    expect(codeOf(() => parseUserInput(options, { plan: "pro" }, "update"))).toEqual({
      code: "FIELD_NOT_ALLOWED",
      message: "plan is not allowed to be set",
    });
  });

  it("does not take from a provider's profile what only the server may set", () => {
    const profile = { age: 3, plan: "pro", name: "N" };
    expect(parseAdditionalUserInputFromProviderProfile(options, profile, "create")).toMatchObject({ plan: "free" });
    expect(parseAdditionalUserInputFromProviderProfile(options, profile, "update")).toEqual({ age: 3 });
  });

  it("does the same for sessions and accounts, without asking for what is required", () => {
    expect(parseSessionInput(options, { token: "t", secret: "s" })).toEqual({ role: "member", secret: "s" });
    expect(parseSessionInput(options, { needed: "n", userId: "u" }, "update")).toEqual({ needed: "n" });
    expect(getSessionDefaultFields(options)).toEqual({ role: "member" });
    expect(parseAccountInput(options, { note: "n", password: "p", userId: "u" })).toEqual({ note: "n" });
  });

  it("does the same for any fields", () => {
    const fields = {
      a: { type: "string", validator: { input: z.string().check(z.minLength(3, "too short")) } },
    } as const;
    expect(parseInputData({ a: "abc", b: 1 }, { fields })).toEqual({ a: "abc" });
    expect(parseInputData({}, { fields })).toEqual({});
    expect(codeOf(() => parseInputData({ a: "x" }, { fields, action: "update" }))).toEqual({
      code: "VALIDATION_ERROR",
      message: "[body.a] too short",
    });
  });
});

describe("a field's validator", () => {
  const parse = (validator: object, type: "string" | "number" | "json", value: unknown) =>
    parseInputData({ a: value }, { fields: { a: { type, validator: { input: validator as never } } } });

  it("sees the value as it came, and what it gives is stored", () => {
    const toNumber = z.pipe(
      z.string(),
      z.transform((text: string) => Number(text)),
    );
    expect(parse(toNumber, "number", "5")).toEqual({ a: 5 });
  });

  it("has to give a value of the field's type", () => {
    const toLength = z.pipe(
      z.string(),
      z.transform((text: string) => text.length),
    );
    expect(codeOf(() => parse(toLength, "string", "abc"))).toMatchObject({ code: "VALIDATION_ERROR" });
  });

  it("says where in the value something is wrong", () => {
    expect(codeOf(() => parse(z.object({ theme: z.string() }), "json", { theme: 1 }))).toEqual({
      code: "VALIDATION_ERROR",
      message: "[body.a.theme] Invalid input: expected string, received number",
    });
  });

  it("cannot be asynchronous", () => {
    const later = z.string().check(z.refine(async () => true));
    expect(codeOf(() => parse(later, "string", "x"))).toMatchObject({ code: "ASYNC_VALIDATION_NOT_SUPPORTED" });
  });
});

describe("rows for answers of plugins", () => {
  it("lack what is never given out, and keep what nobody declared", () => {
    expect(parseUserOutput(options, { id: "1", hidden: "h", nick: "n", unknown: 1 })).toEqual({
      id: "1",
      nick: "n",
      unknown: 1,
    });
    expect(parseSessionOutput(options, { id: "1", token: "t", secret: "s" })).toEqual({ id: "1", token: "t" });
    const account = { id: "1", scope: "s", accessToken: "a", refreshToken: "r", idToken: "i", password: "p" };
    expect(parseAccountOutput(options, account)).toEqual({ id: "1", scope: "s" });
  });

  it("of a user who does not exist have what a real one would show", () => {
    const shown = buildSyntheticUserOutput(options, {
      id: "q",
      name: "N",
      email: "e",
      age: 3,
      hidden: "x",
      unknown: 1,
    });
    expect(shown).toEqual({
      id: "q",
      name: "N",
      email: "e",
      emailVerified: false,
      image: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
      age: 3,
      plan: "free",
      nick: null,
      made: "made",
      shout: null,
      ofPlugin: null,
    });
    expect(buildSyntheticUserOutput(options, {})).not.toHaveProperty("id");
  });
});
