import type { Registrar, SuiteTest } from "./suite";

/** How a test ended that did not fail. */
export interface TestOutcome {
  /** Why there was nothing to test. */
  readonly skipped?: string | undefined;
}

/** A test that can be run by itself. */
export interface CollectedTest {
  /** With the names of its groups in front. */
  readonly name: string;
  /** Rejects with what the test throws. */
  run(): Promise<TestOutcome>;
}

type Hook = () => Promise<void> | void;

/** Ends a test early. */
class Skip extends Error {}

async function runTest(hooks: readonly Hook[], test: SuiteTest): Promise<TestOutcome> {
  for (const hook of hooks) await hook();
  try {
    await test({
      skip: (note) => {
        throw new Skip(note);
      },
    });
    return {};
  } catch (error) {
    if (error instanceof Skip) return { skipped: error.message };
    throw error;
  }
}

/**
 * Collects tests instead of running them. What a test does before it starts (`beforeEach` of its groups) is part of it.
 *
 * @param describeTests registers them
 */
export function collectTests(describeTests: (registrar: Registrar) => void): readonly CollectedTest[] {
  const collected: CollectedTest[] = [];
  let names: readonly string[] = [];
  let hooks: readonly Hook[] = [];
  const it = (name: string, test: SuiteTest): void => {
    const own = hooks;
    collected.push({ name: [...names, name].join(" "), run: () => runTest(own, test) });
  };
  describeTests({
    it,
    race: it,
    describe(name, body) {
      const outer = { names, hooks };
      names = [...names, name];
      body();
      ({ names, hooks } = outer);
    },
    beforeEach(hook) {
      hooks = [...hooks, hook];
    },
  });
  return collected;
}
