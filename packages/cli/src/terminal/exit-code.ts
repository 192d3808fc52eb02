/** What the shell is told. */
export const exitCode = {
  /** Done, or there was nothing to do. */
  done: 0,
  /** Failed, or refused. */
  failed: 1,
  /** Stopped by the person in front of it: 128 + SIGINT, as shells count it. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
