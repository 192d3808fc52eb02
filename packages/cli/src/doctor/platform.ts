/** Where an application runs, as far as that changes what is good for it. */
export interface Platform {
  readonly name: string;
  /** What is written to a file is gone with the instance. */
  readonly losesFiles: boolean;
  /** Requests are served by many short-lived processes. */
  readonly isServerless: boolean;
  /** The header that its proxy always overwrites with the client's address. */
  readonly addressHeader?: string;
}

/** By the variable that the platform sets. */
const PLATFORMS: Readonly<Record<string, Platform>> = {
  VERCEL: { name: "Vercel", losesFiles: true, isServerless: true, addressHeader: "x-vercel-forwarded-for" },
  NETLIFY: { name: "Netlify", losesFiles: true, isServerless: true, addressHeader: "x-nf-client-connection-ip" },
  CF_PAGES: { name: "Cloudflare Pages", losesFiles: true, isServerless: true, addressHeader: "cf-connecting-ip" },
  AWS_LAMBDA_FUNCTION_NAME: { name: "AWS Lambda", losesFiles: true, isServerless: true },
  K_SERVICE: { name: "Cloud Run", losesFiles: true, isServerless: true },
  FLY_APP_NAME: { name: "Fly.io", losesFiles: false, isServerless: false, addressHeader: "fly-client-ip" },
  RENDER: { name: "Render", losesFiles: true, isServerless: false },
  DYNO: { name: "Heroku", losesFiles: true, isServerless: false },
};

/** The platform that an environment tells of; `null` for a machine of one's own. */
export function platformOf(environment: Readonly<Record<string, string | undefined>>): Platform | null {
  const variable = Object.keys(PLATFORMS).find((name) => Boolean(environment[name]));
  return variable === undefined ? null : (PLATFORMS[variable] as Platform);
}
