/** The synthetic plugins of the type tests, at run time: endpoints, tables, route-declared hooks, two matchers. */
export async function ownPlugins() {
  const { runtimePlugins } = await import("types/plugins");
  return runtimePlugins();
}

/** The five plugins of the sign-in. */
export async function signInPlugins() {
  const { emailOTP, magicLink, twoFactor, username } = await import("better-auth/plugins");
  const { passkey } = await import("@better-auth/passkey");
  const nothing = async () => {};
  return [
    emailOTP({ sendVerificationOTP: nothing }),
    magicLink({ sendMagicLink: nothing }),
    passkey(),
    twoFactor({ otpOptions: { sendOTP: nothing } }),
    username(),
  ];
}

/** The plugins that the reference ships, each with the least it can be set up with. */
export async function referencePlugins() {
  const p = await import("better-auth-reference/plugins");
  const nothing = async () => {};
  return [
    p.organization({ sendInvitationEmail: nothing, teams: { enabled: true } }),
    p.twoFactor({ otpOptions: { sendOTP: nothing } }),
    p.admin(),
    p.username(),
    p.bearer(),
    p.anonymous(),
    p.deviceAuthorization({ verificationUri: "/device" }),
    p.emailOTP({ sendVerificationOTP: nothing }),
    p.genericOAuth({
      config: [
        {
          providerId: "mock",
          clientId: "x",
          clientSecret: "y",
          authorizationUrl: "http://localhost/a",
          tokenUrl: "http://localhost/t",
        },
      ],
    }),
    p.jwt(),
    p.lastLoginMethod(),
    p.magicLink({ sendMagicLink: nothing }),
    p.multiSession(),
    p.oAuthProxy(),
    p.oneTap({ clientId: "x" }),
    p.oneTimeToken(),
    p.openAPI(),
    p.phoneNumber({ sendOTP: nothing }),
    p.siwe({ domain: "localhost", getNonce: async () => "abcdefgh12345678", verifyMessage: async () => true }),
  ];
}
