/** What a link from a mail says when it does not work: the `error` that it adds to its `callbackURL`. */
const problems: Readonly<Record<string, string>> = {
  TOKEN_EXPIRED: "The link is too old. Each works for an hour.",
  INVALID_TOKEN: "The link is not complete, or something has changed since it was sent.",
  USER_NOT_FOUND: "There is no account for it any more.",
  INVALID_USER: "It was sent to somebody else than who is signed in here.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "Somebody has this address by now.",
};

export function linkProblem(code: unknown): string {
  return problems[String(code)] ?? "Ask for another one.";
}
