// What the five plugins of the sign-in add: to a page, in bytes; to a get-session, in statements. Bytes that a get-session
// allocates are in allocation.test.mjs, instantiations in tooling/types.
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { passkey } from "@better-auth/passkey";
import { emailOTP, magicLink, twoFactor, username } from "@better-auth/plugins";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-kit/index.ts";

const folder = join(import.meta.dirname, "../conformance");
const fromPlugins = ["emailOTPClient", "magicLinkClient", "twoFactorClient", "usernameClient"];

/** What the reference's passkey plugin adds to its other four. Its newest release, 1.7.6, goes with another of the core. */
const REFERENCE_PASSKEY = 3392;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** An application that makes a client with plugins: what its page loads, and what it loads later, if ever. */
async function bytesOf(core, imports, plugins) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `${imports} import { createAuthClient } from "${core}/client";
        export const client = createAuthClient({ plugins: [${plugins.map((name) => `${name}()`)}] });`,
      resolveDir: folder,
    },
    absWorkingDir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: "out",
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const withPage = new Set();
  const follow = (file) => {
    if (withPage.has(file)) return;
    withPage.add(file);
    for (const { kind, path } of metafile.outputs[file].imports) if (kind === "import-statement") follow(path);
  };
  follow("out/stdin.js");
  const sum = (isMeant) =>
    outputFiles
      .filter(({ path }) => isMeant(withPage.has(path.slice(folder.length + 1))))
      .reduce((bytes, { contents }) => bytes + brotli(contents), 0);
  return { page: sum((isWithPage) => isWithPage), later: sum((isWithPage) => !isWithPage) };
}

const four = (core) => `import { ${fromPlugins} } from "${core}/client/plugins";`;

describe("the client halves of the five", () => {
  it("add less than half of what the reference's add to a page; what talks to an authenticator comes when it is wanted", async () => {
    const reference = "better-auth-reference";
    const plainReference = await bytesOf(reference, "", []);
    const theirs =
      (await bytesOf(reference, four(reference), fromPlugins)).page - plainReference.page + REFERENCE_PASSKEY;

    const passkeyClient = 'import { passkeyClient } from "@better-auth/passkey/client";';
    const plain = await bytesOf("better-auth", "", []);
    const ours = await bytesOf("better-auth", `${four("better-auth")} ${passkeyClient}`, [
      ...fromPlugins,
      "passkeyClient",
    ]);
    const added = ours.page - plain.page;
    // What bundles nothing adds nothing.
    expect(added).toBeGreaterThan(1000);
    expect(added).toBeLessThan(theirs / 2);
    // SimpleWebAuthn is most of the passkey plugin, and most visits of a page ask for no passkey.
    expect(plain.later).toBe(0);
    expect(ours.later).toBeGreaterThan(500);
    expect(ours.later).toBeLessThan(3000);
  });
});

describe("a get-session", () => {
  it("is one statement, with the five and without", async () => {
    const send = async () => {};
    const five = [
      emailOTP({ sendVerificationOTP: send }),
      magicLink({ sendMagicLink: send }),
      passkey(),
      twoFactor({ otpOptions: { sendOTP: send } }),
      username(),
    ];
    for (const plugins of [[], five]) {
      const { browser, statementsOf } = await makeAuth({ plugins });
      const alice = browser("alice");
      await alice.signUp();
      let session;
      const statements = await statementsOf(async () => {
        session = await alice.session();
      });
      expect("twoFactorEnabled" in session.user).toBe(plugins.length > 0);
      expect(statements).toHaveLength(1);
    }
  });
});
