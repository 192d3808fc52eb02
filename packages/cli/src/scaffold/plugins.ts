/** A plugin of the server as data. */
export interface Plugin {
  /** The name of its function, as `--plugins` takes it. */
  readonly id: string;
  readonly hint: string;
  readonly from: string;
  /** The framework that it is for; `null` for all. */
  readonly framework: string | null;
  /** It is there without being asked for, behind all others. */
  readonly isAlwaysLast: boolean;
}

/** Every plugin that init knows. */
export const plugins: readonly Plugin[] = [
  {
    id: "nextCookies",
    hint: "cookies in server actions",
    from: "better-auth/next-js",
    framework: "next",
    isAlwaysLast: true,
  },
];
