// The packed packages, and beside them what package.json of this folder depends on, for the samples to import.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../build/entries.mjs";
import { installPacked } from "../packed/install.mjs";

const here = import.meta.dirname;
const STORY = "story.ts";

/** @returns {Promise<import("../packed/install.mjs").Installation & { copy: (sample: string) => string }>} */
export async function installForSamples() {
  const installation = await installPacked();
  const { dependencies, devDependencies } = readManifest(here);
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) installation.provide(name, here);
  return {
    ...installation,
    /** Copies a folder of samples, and the story that they tell, beside the installed packages; gives the place of the copy. */
    copy(sample) {
      cpSync(join(here, STORY), join(installation.root, STORY));
      const place = join(installation.root, sample);
      cpSync(join(here, sample), place, { recursive: true });
      return place;
    },
  };
}

/** What the story of a sample comes to, step by step. */
export const stepsOf = (email) => ({
  "sign up": 200,
  "sign up again": 422,
  session: email,
  "sign out": 200,
  "no session": null,
  "wrong password": 401,
  "sign in": 200,
  "session again": email,
});
