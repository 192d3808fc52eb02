import { PASSWORD } from "test-kit";
import { expect, it, vi } from "vitest";
import { codeOf, make } from "./test-support";

const ENABLE = "/two-factor/enable";
const VERIFY = "/two-factor/verify-totp";

it("leaves the authenticator app that was verified while another one was asked for", async () => {
  let meanwhile = async () => {};
  const encrypt = async (text: string) => {
    await meanwhile();
    return text;
  };
  const { browser, rows } = await make({
    backupCodeOptions: { storeBackupCodes: { encrypt, decrypt: async (text) => text } },
  });
  const [alice, phone] = [browser("alice"), browser("alice")];
  await alice.signUp();
  await phone.signIn();
  const uri: string = (await alice.post(ENABLE, { password: PASSWORD })).body.totpURI;
  const before = rows("select secret from twoFactor");
  meanwhile = async () => {
    expect((await alice.post(VERIFY, { code: await codeOf(uri) })).status).toBe(200);
  };
  // Who asks was read before the other one turned it on.
  expect(await phone.post(ENABLE, { password: PASSWORD })).toMatchObject({
    status: 400,
    body: { code: "TOTP_ALREADY_ENABLED" },
  });
  expect(rows("select secret from twoFactor")).toEqual(before);
  expect(rows("select verified from twoFactor")).toEqual([{ verified: 1 }]);
});

it("turns nothing on for a code of a secret that was replaced meanwhile", async () => {
  const { auth, browser, rows } = await make();
  const [alice, phone] = [browser("alice"), browser("alice")];
  await alice.signUp();
  await phone.signIn();
  const first: string = (await alice.post(ENABLE, { password: PASSWORD })).body.totpURI;
  const { adapter } = await auth.$context;
  const transaction = adapter.transaction.bind(adapter);
  let second = "";
  // The code was right and is spent; what it turns on is not written yet.
  const spy = vi.spyOn(adapter, "transaction").mockImplementationOnce(async (work) => {
    second = (await phone.post(ENABLE, { password: PASSWORD })).body.totpURI;
    return transaction(work);
  });
  const verified = await alice.post(VERIFY, { code: await codeOf(first) });
  spy.mockRestore();
  expect(second).toMatch(/^otpauth:/);
  expect(verified).toMatchObject({ status: 401, body: { code: "INVALID_CODE" } });
  expect(rows("select twoFactorEnabled from user")[0]?.twoFactorEnabled).not.toBe(1);
  expect((await alice.post(VERIFY, { code: await codeOf(second) })).status).toBe(200);
});

it("makes no backup codes for whoever has turned it off meanwhile", async () => {
  let meanwhile = async () => {};
  const encrypt = async (text: string) => {
    await meanwhile();
    return text;
  };
  const { enrolled, browser, rows } = await make({
    backupCodeOptions: { storeBackupCodes: { encrypt, decrypt: async (text) => text } },
    skipVerificationOnEnable: true,
  });
  const { browser: alice } = await enrolled();
  const phone = browser("alice");
  for (const [name, value] of alice.jar) phone.jar.set(name, value);
  meanwhile = async () => {
    expect((await phone.post("/two-factor/disable", { password: PASSWORD })).status).toBe(200);
  };
  expect(await alice.post("/two-factor/generate-backup-codes", { password: PASSWORD })).toMatchObject({
    status: 400,
    body: { code: "TWO_FACTOR_NOT_ENABLED" },
  });
  expect(rows("select * from twoFactor")).toEqual([]);
});

it("takes hold of the user first, on and off: two calls never wait for each other", async () => {
  const { browser, statementsOf } = await make();
  const alice = browser("alice");
  await alice.signUp();
  for (const path of [ENABLE, "/two-factor/disable"]) {
    const sent = await statementsOf(() => alice.post(path, { password: PASSWORD }));
    const [first] = sent.filter((sql) => /^(insert|update|delete)/i.test(sql));
    expect(first).toMatch(/^update .user./);
  }
});
