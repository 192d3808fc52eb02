/**
 * Gives a browser a place for passkeys, which says yes to everything.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{ cdp: import("@playwright/test").CDPSession, authenticatorId: string }>} to change what it says
 */
export async function addAuthenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}
