import type { Check, Finding, Link } from "../check";
import { type Facts, seriously } from "../facts/facts";
import { saidOf } from "../facts/start-up";

const MEND = "Run `npx @better-auth/cli secret` and put what it prints into BETTER_AUTH_SECRET.";
const LINK: Link = "docs/security.md#secrets-and-how-to-change-them";
const BEFORE_LIVE: Link = "docs/security.md#before-you-go-live";
/** The core says the same of the secret that signs; those before it are only told here. */
const SHORTEST = 32;

/** What the core said of the secret that signs, as findings. */
function judgeSigningSecret(facts: Facts): Finding[] {
  return saidOf(facts.startUp, "secret").map(({ message, isRefusal }): Finding => {
    if (/got none|none was given/.test(message)) {
      return {
        status: isRefusal ? "broken" : seriously(facts),
        found: "there is none of your own",
        why: "the one that is used instead is publicly known: anybody can forge a session with it",
        mend: MEND,
        link: BEFORE_LIVE,
      };
    }
    const length = /got (\d+)/.exec(message)?.[1];
    return {
      status: isRefusal ? "broken" : length === undefined ? "weak" : seriously(facts),
      found: length === undefined ? "it looks guessable" : `it has ${length} characters, of at least ${SHORTEST}`,
      why: "whoever guesses it can sign cookies of anybody",
      mend: MEND,
      link: LINK,
    };
  });
}

/** Secrets in rotation, from the options or from the environment, without versions. */
function rotatedSecrets({ options, environment }: Facts): readonly string[] {
  if (options.secrets !== undefined) return options.secrets.map(({ value }) => value);
  const text = environment.BETTER_AUTH_SECRETS;
  return text ? text.split(",").map((entry) => entry.slice(entry.indexOf(":") + 1).trim()) : [];
}

function judgeRotation(facts: Facts): Finding[] {
  const [, ...older] = rotatedSecrets(facts);
  const path = facts.options.secrets === undefined ? "BETTER_AUTH_SECRETS" : "secrets";
  const findings: Finding[] = saidOf(facts.startUp, path).map(({ message }) => ({
    status: "broken",
    found: `${path}: ${message}`,
    link: LINK,
  }));
  if (older.some((value) => value.length < SHORTEST)) {
    findings.push({
      status: "weak",
      found: `${path} lists an older secret of fewer than ${SHORTEST} characters`,
      why: "cookies that it signed are still believed",
      mend: `Take it out of ${path} as soon as the longest session that it signed is over.`,
      link: LINK,
    });
  }
  return findings;
}

function judgeSource({ options, environment }: Facts): Finding[] {
  const isFromEnvironment = Object.values(environment).includes(options.secret);
  if (!options.secret || isFromEnvironment) return [];
  return [
    {
      status: "weak",
      found: "the option secret is no variable of the environment, so it may stand in the source",
      why: "everybody who reads the source has it, and every environment the same one",
      mend: "Leave the option out and set BETTER_AUTH_SECRET.",
      link: "docs/security.md#options-that-weaken-a-defence",
    },
  ];
}

function judgeVariables({ options, environment }: Facts): Finding[] {
  const { BETTER_AUTH_SECRET: ours, AUTH_SECRET: other } = environment;
  if (options.secret || !ours || !other || ours === other) return [];
  return [
    {
      status: "weak",
      found: "BETTER_AUTH_SECRET and AUTH_SECRET differ, and the first one is used",
      why: "where only the second one is set, everybody is signed out",
      mend: "Unset AUTH_SECRET, unless another library reads it.",
      link: LINK,
    },
  ];
}

function describe(facts: Facts): string {
  const { length } = rotatedSecrets(facts);
  return length > 1 ? `${length} in rotation; the first one signs` : "long and random enough";
}

/** The secret: there, long, random, and not in the source. */
export const secret: Check = {
  id: "secret",
  title: "Secret",
  run(facts) {
    const complaints = [judgeSigningSecret, judgeRotation, judgeSource, judgeVariables].flatMap((judge) =>
      judge(facts),
    );
    if (complaints.length > 0) return complaints;
    // An instance that did not start for another reason has said nothing of its secret.
    return facts.startUp.context === null ? [] : [{ status: "well", found: describe(facts) }];
  },
};
