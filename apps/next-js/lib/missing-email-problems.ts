/** Why the link in a mail to somebody whose provider tells no address did not work. */
export interface MissingEmailProblem {
  text: string;
  /** No sign-in waits in this browser, so there is nothing to type an address for. */
  isOver: boolean;
}

/** By the `error` that the link leads back with. */
const problems: Readonly<Record<string, MissingEmailProblem>> = {
  invalid_token: {
    text: "This is not the newest link, or it is somebody else's. Open the newest one, or ask for another.",
    isOver: false,
  },
  pending_sign_in_not_found: {
    text: "No sign-in waits for it here: it was used before, is more than an hour old, or you began in another browser. Open it there, or begin again.",
    isOver: true,
  },
};

/** @param code a value that anybody can put into an address */
export function missingEmailProblem(code: unknown): MissingEmailProblem | undefined {
  if (code === undefined) return undefined;
  const known = Object.hasOwn(problems, String(code)) ? problems[String(code)] : undefined;
  return known ?? { text: "That did not work. Begin again.", isOver: true };
}
