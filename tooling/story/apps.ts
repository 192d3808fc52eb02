import { readFileSync } from "node:fs";

export interface App {
  /** Its folder in apps/. */
  readonly name: string;
  /** Of its home page. */
  readonly heading: string;
  /** One of its own. */
  readonly port: number;
  /** Cases that make no sense there: their titles, and why. */
  readonly without?: Readonly<Record<string, string>>;
}

const firstPort = Number(process.env.STORY_PORT ?? 4510);
const listed: Omit<App, "port">[] = JSON.parse(readFileSync(new URL("apps.json", import.meta.url), "utf8"));

/** The applications that the story is told to. */
export const apps: readonly App[] = listed.map((app, index) => ({ ...app, port: firstPort + index }));

/** The one that STORY_APP names; the first one where nobody has chosen, as in an editor. */
export function appUnderTest(name = process.env.STORY_APP ?? apps[0]?.name): App {
  const found = apps.find((app) => app.name === name);
  if (found !== undefined) return found;
  throw new Error(`expected one of ${apps.map((app) => app.name).join(", ")} in STORY_APP, got ${name}`);
}
