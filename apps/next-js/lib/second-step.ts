/** What the second step of a sign-in can be. */
export const secondSteps = ["totp", "otp", "backup"] as const;

export type SecondStep = (typeof secondSteps)[number];

/**
 * Leaves for the page of the second step, which leads to where the sign-in was to lead. Done when the page is seen again as
 * it was: until then the form that was sent is at work.
 */
export async function goToSecondStep({ twoFactorMethods }: { twoFactorMethods?: string[] | undefined }): Promise<void> {
  const query = new URLSearchParams();
  if (twoFactorMethods) query.set("methods", twoFactorMethods.join());
  const from = new URLSearchParams(location.search).get("from");
  if (from) query.set("from", from);
  location.assign(`/two-factor?${query}`);
  await new Promise((resolve) => window.addEventListener("pageshow", resolve, { once: true }));
}

/** The steps that a sign-in can take, from a value that anybody can put into an address; without one it may be any. */
export function readSecondSteps(methods: unknown): SecondStep[] {
  if (typeof methods !== "string") return [...secondSteps];
  const given = [...methods.split(","), "backup"];
  return secondSteps.filter((step) => given.includes(step));
}
