// What the types cost: instantiations and files, which depend on the declarations and the compiler alone.
import { compile, placeApp, plainOptions } from "./compile.mjs";

const apps = ["no-plugins", "sign-in-plugins", "all-plugins"];

/**
 * Counts for an application with a server and a client, without plugins, with the five of the sign-in, and with all the synthetic ones.
 * @param {import("./install.mjs").Consumer} consumer
 * @param {string} version of TypeScript
 * @returns {Promise<{ app: string, instantiations: number, types: number, files: number, errors: string[] }[]>}
 *   `files`: beyond what an application loads that has no authentication
 */
export async function countTypes(consumer, version) {
  const count = (app) => compile(placeApp(consumer, app, plainOptions, `${app} ${version}`), version);
  const bare = await count("bare");
  const counts = [];
  for (const app of apps) {
    const { files, ...others } = await count(app);
    counts.push({ app, ...others, files: files - bare.files });
  }
  return counts;
}
