/** A name for a schema or a database of a test's own. What is left of a run goes by the run's name. */
export function placeName(): string {
  const run = process.env.BETTER_AUTH_TEST_RUN;
  return ["better_auth", ...(run === undefined ? [] : [run]), crypto.randomUUID().replaceAll("-", "")].join("_");
}
