import { revokeUnprovenAccountAccess } from "@better-auth/core/db";
import { describe, expect, it } from "vitest";
import { SoftwareAuthenticator } from "./software-authenticator";
import { make, refusal } from "./test-instance";

/** Mallory has signed up with an address that nobody has proved, and `prove` is what its owner does. */
async function setUp(options: Parameters<typeof make>[0] = {}) {
  const made = await make(options);
  const mallory = made.browser("mallory");
  await mallory.signUp();
  const [{ id }] = made.rows("select id from user") as [{ id: string }];
  const context = await made.auth.$context;
  return { ...made, mallory, prove: () => revokeUnprovenAccountAccess({ context }, id) };
}

describe("a passkey that is planted at the moment when the address is proved (advisory 15)", () => {
  it("is not registered", async () => {
    const meanwhile: { work?: () => Promise<unknown> } = {};
    const afterVerification = async () => void (await meanwhile.work?.());
    const { mallory, register, rows, prove } = await setUp({ registration: { afterVerification } });
    meanwhile.work = prove;
    const { answer } = await register(mallory);
    expect(answer).toMatchObject(refusal(401, "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY"));
    expect(rows("select * from passkey")).toEqual([]);
  });

  it("is gone afterwards, whoever was first", async () => {
    const { mallory, prove, rows } = await setUp();
    const begun = await mallory.get("/passkey/generate-register-options");
    const response = new SoftwareAuthenticator().create(begun.body);
    await Promise.all([mallory.post("/passkey/verify-registration", { response }), prove()]);
    expect(rows("select * from passkey")).toEqual([]);
    expect(rows("select emailVerified from user")).toEqual([{ emailVerified: 1 }]);
  });
});
