import type { Check, Finding } from "../check";

/** A secret in a .env file stays out of version control. */
export const secretFiles: Check = {
  id: "secret-files",
  title: "Secret files",
  run({ environmentFiles }) {
    return environmentFiles.map(({ name, isTracked, isIgnored }): Finding => {
      if (isTracked) {
        return {
          status: "broken",
          found: `${name} holds a secret and is in the repository`,
          why: "everybody who can read the repository, now or later, can forge sessions",
          mend: `git rm --cached ${name}, add it to .gitignore, and make a new secret: the history keeps the old one.`,
          link: "docs/security.md#secrets-and-how-to-change-them",
        };
      }
      if (!isIgnored) {
        return {
          status: "weak",
          found: `${name} holds a secret, and no .gitignore names it`,
          why: "the next `git add .` puts it into the repository",
          mend: `Add ${name} to .gitignore.`,
          link: "docs/cli.md#secret",
        };
      }
      return { status: "well", found: `${name} is kept out of the repository` };
    });
  },
};
