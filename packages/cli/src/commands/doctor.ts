import { openProject, type Project } from "../config/open-project";
import type { Diagnosis } from "../doctor/check";
import { diagnose, isBroken } from "../doctor/diagnose";
import { isLocalHost } from "../doctor/facts/base";
import { gatherFacts } from "../doctor/facts/gather";
import { toJSON, writeFindings } from "../doctor/report";
import { Failure } from "../failure";
import { secretsOf, withoutSecrets } from "../info/secret-text";
import { closeDatabase } from "../migration/database";
import { exitCode } from "../terminal/exit-code";
import { withQuietOutput } from "../terminal/quiet-output";
import type { Terminal } from "../terminal/terminal";
import type { GivenFlags, Run } from "./command";

/** @throws {Failure} when the flag is no address */
function addressOf(given: GivenFlags["url"]): URL | null {
  if (typeof given !== "string") return null;
  const host = given.includes("://") ? undefined : URL.parse(`https://${given}`)?.hostname;
  // What runs on this machine seldom has a certificate.
  const scheme = host === undefined ? "" : isLocalHost(host) ? "http://" : "https://";
  const url = URL.parse(scheme + given);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new Failure(`--url: expected the address of a server, got "${given}".`, {
    mend: "Write it as in --url https://example.com.",
  });
}

/** A configuration that does not load is the first finding, and the last. */
function judgeFailure({ message, mend }: Failure): Diagnosis {
  const known = secretsOf(process.env);
  const clean = (text: string) => withoutSecrets(text, known);
  return {
    id: "configuration",
    title: "Configuration",
    status: "broken",
    found: clean(message),
    ...(mend.length === 0 ? {} : { mend: clean(mend.join(" ")) }),
    link: "docs/cli.md#when-it-fails",
  };
}

async function examine(project: Project, isProduction: boolean, url: URL | null): Promise<readonly Diagnosis[]> {
  const { folder, options, configName } = project;
  try {
    const facts = await gatherFacts({ folder, options, environment: { ...process.env }, isProduction, url });
    const loaded = { id: "configuration", title: "Configuration", status: "well", found: configName } as const;
    return [loaded, ...diagnose(facts)];
  } finally {
    await closeDatabase(options.database);
  }
}

async function look(flags: GivenFlags, terminal: Terminal): Promise<readonly Diagnosis[]> {
  const url = addressOf(flags.url);
  // Before the configuration is loaded, which may ask for it, too.
  if (flags.production === true) process.env.NODE_ENV = "production";
  let project: Project;
  try {
    project = await openProject(flags, terminal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [judgeFailure(error)];
  }
  const step = terminal.step("Looking");
  try {
    return await examine(project, process.env.NODE_ENV === "production", url);
  } finally {
    step.clear();
  }
}

/** Looks at a project, and says what is wrong or weak and the mend. Changes nothing. */
export const run: Run = async (flags, terminal) => {
  const isForPrograms = flags.json === true;
  const diagnoses = await (isForPrograms
    ? withQuietOutput(terminal, (silent) => look(flags, silent))
    : look(flags, terminal));
  if (isForPrograms) terminal.print(toJSON(diagnoses, process.env.NODE_ENV === "production"));
  else for (const line of writeFindings(diagnoses, terminal.paint)) terminal.print(line);
  return isBroken(diagnoses) ? exitCode.failed : exitCode.done;
};
