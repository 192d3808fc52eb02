import { expect, it } from "vitest";
import { cheapPasswords, makeAuth } from "../test-support/instance";

it("a user that does not exist shows its fields as a row would: changed on their way in and out", async () => {
  const { browser } = await makeAuth({
    emailAndPassword: { enabled: true, requireEmailVerification: true, password: cheapPasswords },
    emailVerification: { sendVerificationEmail: async () => {} },
    user: {
      additionalFields: {
        shout: { type: "string", required: false, transform: { input: async (text: string) => text.toUpperCase() } },
        wrapped: { type: "string", required: false, transform: { output: (text: string | null) => `<${text ?? ""}>` } },
        level: {
          type: "number",
          required: false,
          defaultValue: 1,
          transform: { input: (n: number) => n * 10, output: (n: number) => n + 1 },
        },
      },
    },
  });
  for (const fields of [{ shout: "Hey", wrapped: "in" }, { level: 2 }, {}]) {
    const shown = async (who: string) => {
      const { user } = (await browser(who).signUp(fields)).body;
      const { shout, wrapped, level } = user;
      return { names: Object.keys(user), shout, wrapped, level };
    };
    const known = `known-${Object.keys(fields).length}`;
    const ofNew = await shown(known);
    expect(ofNew).toMatchObject("shout" in fields ? { shout: "HEY", wrapped: "<in>", level: 11 } : { shout: null });
    expect(await shown(known)).toEqual(ofNew);
  }
});

it("a user that the application makes up shows the fields of a row, whatever it leaves out or adds", async () => {
  const { browser } = await makeAuth({
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      password: cheapPasswords,
      customSyntheticUser: ({ coreFields, additionalFields }) => ({ ...coreFields, ...additionalFields, extra: 1 }),
    },
    emailVerification: { sendVerificationEmail: async () => {} },
    user: {
      additionalFields: {
        nick: { type: "string", required: false },
        role: { type: "string", input: false, defaultValue: "member" },
        note: { type: "string", required: false, returned: false },
      },
    },
  });
  const shown = async () => Object.entries((await browser().signUp({ note: "hidden" })).body.user);
  const told = ([name, value]: [string, unknown]) => [name, name === "id" ? "" : value];
  const [ofNew, ofKnown] = [await shown(), await shown()].map((fields) => fields.map(told));
  const withoutTimes = (fields: unknown[][] = []) =>
    fields.map(([name, value]) => [name, /At$/.test(String(name)) || value]);
  expect(withoutTimes(ofKnown)).toEqual(withoutTimes(ofNew));
  expect(Object.fromEntries(ofKnown ?? [])).toMatchObject({ nick: null, role: "member" });
});
