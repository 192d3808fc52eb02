import { describe, expect, it } from "vitest";
import { APIError } from "../../error";
import { fakeProvider } from "../../test-support/fake-provider";
import { comeBack, locationOf, makeSocial, startSocial } from "../../test-support/social";
import type { OAuthProvider } from "../../types";

/** Where a callback leads at a provider that says by and by who it is. */
async function led(discover: NonNullable<OAuthProvider["discover"]>, query: Record<string, string> = {}) {
  const { browser, fake } = await makeSocial({}, [
    fakeProvider("fake", { issuer: "https://before.example", discover }),
  ]);
  const desk = browser();
  const { state } = await startSocial(desk, "fake");
  const location = locationOf(await comeBack(desk, "fake", { code: "good", state, ...query }));
  return { location, exchanged: fake.exchanged.length };
}

describe("a callback of a provider whose issuer is asked for", () => {
  it("waits for it, and is held to it", async () => {
    const discover = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { issuer: "https://id.example", sendsIssuer: true };
    };
    expect(await led(discover)).toEqual({ location: "/sorry?error=issuer_missing", exchanged: 0 });
    const mismatch = { location: "/sorry?error=issuer_mismatch", exchanged: 0 };
    expect(await led(discover, { iss: "https://before.example" })).toEqual(mismatch);
    expect(await led(discover, { iss: "https://id.example" })).toEqual({ location: "/done", exchanged: 1 });
  });

  it("ends with the code of what went wrong, and nothing is exchanged", async () => {
    const discover = async () => {
      throw new APIError("SERVICE_UNAVAILABLE", { code: "DOWN", message: "Down" });
    };
    expect(await led(discover)).toEqual({ location: "/sorry?error=DOWN&error_description=Down", exchanged: 0 });
  });
});
