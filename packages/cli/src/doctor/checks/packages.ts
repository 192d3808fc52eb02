import { type Check, type Finding, type Link, orWell } from "../check";

const LINK: Link = "docs/cli.md#when-it-fails";

/** One version of our packages, and one copy of each. */
export const packages: Check = {
  id: "packages",
  title: "Packages",
  run({ packages: { installed, cliVersion } }) {
    if (installed.length === 0) return [];
    const complaints: Finding[] = [];
    for (const name of new Set(installed.map((installedPackage) => installedPackage.name))) {
      const copies = installed.filter((installedPackage) => installedPackage.name === name);
      if (copies.length === 1) continue;
      complaints.push({
        status: "broken",
        found: `${name} is installed ${copies.length} times: ${copies.map(({ version }) => version).join(" and ")}`,
        why: "errors, contexts and types of the one copy mean nothing to the other",
        mend: `Ask for one version everywhere, and install again; \`npm ls ${name}\` says who asks for which.`,
        link: LINK,
      });
    }
    const versions = new Set(installed.map(({ version }) => version));
    if (versions.size > 1 && complaints.length === 0) {
      const list = installed.map(({ name, version }) => `${name} ${version}`).join(", ");
      complaints.push({
        status: "weak",
        found: `the packages are of several versions: ${list}`,
        why: "they are tried together in one version only",
        mend: "Bring all of them to the newest of these versions.",
        link: LINK,
      });
    }
    if (versions.size === 1 && !versions.has(cliVersion)) {
      complaints.push({
        status: "weak",
        found: `the project is of version ${[...versions][0]}, this command of ${cliVersion}`,
        why: "it may judge options that the project does not have, or the other way round",
        mend: `Run npx @better-auth/cli@${[...versions][0]} doctor.`,
        link: LINK,
      });
    }
    return orWell(complaints, `better-auth ${[...versions][0]} on Node ${process.versions.node}, one copy of each`);
  },
};
