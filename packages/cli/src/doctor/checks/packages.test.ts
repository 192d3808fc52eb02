import { describe, expect, it } from "vitest";
import { told } from "../../../test-support/doctor-facts";
import { packages } from "./packages";
import { secretFiles } from "./secret-files";
import { startUp } from "./start-up";

const judge = (...installed: [string, string][]) =>
  told(
    packages,
    {},
    {
      packages: {
        cliVersion: "1.7.0",
        installed: installed.map(([name, version], index) => ({ name, version, folder: `/node_modules/${index}` })),
      },
    },
  );

describe("packages", () => {
  it("are well in one version and one copy", async () => {
    expect((await judge(["better-auth", "1.7.0"], ["@better-auth/core", "1.7.0"]))[0]).toMatch(/^well: .*1\.7\.0/);
  });
  it("are not in two copies, or several versions", async () => {
    expect(await judge(["@better-auth/core", "1.7.0"], ["@better-auth/core", "1.6.0"])).toEqual([
      "broken: @better-auth/core is installed 2 times: 1.7.0 and 1.6.0",
    ]);
    expect(await judge(["better-auth", "1.7.0"], ["@better-auth/core", "1.6.0"])).toEqual([
      "weak: the packages are of several versions: better-auth 1.7.0, @better-auth/core 1.6.0",
    ]);
    expect(await judge(["better-auth", "1.6.0"])).toEqual([
      "weak: the project is of version 1.6.0, this command of 1.7.0",
    ]);
  });
});

describe("files with secrets", () => {
  it("stay out of the repository", async () => {
    const file = { name: ".env", isTracked: false, isIgnored: true };
    const of = (changes: Partial<typeof file>) =>
      told(secretFiles, {}, { environmentFiles: [{ ...file, ...changes }] });
    expect(await of({})).toEqual(["well: .env is kept out of the repository"]);
    expect(await of({ isIgnored: false })).toEqual(["weak: .env holds a secret, and no .gitignore names it"]);
    expect(await of({ isTracked: true })).toEqual(["broken: .env holds a secret and is in the repository"]);
  });
});

describe("the start of an instance", () => {
  const baseURL = "https://shop.example.com";
  it("is well without a complaint, and leaves to other checks what they tell", async () => {
    expect(await told(startUp, { baseURL })).toEqual(["well: without a complaint"]);
    expect(await told(startUp, { baseURL }, { environment: {} })).toEqual([]);
  });
  it("tells of options that nothing reads, and of a plugin that fails", async () => {
    const misspelt = { baseURL, advanced: { disableCsrfCheck: true } as object };
    expect((await told(startUp, misspelt))[0]).toMatch(/^weak: advanced\.disableCsrfCheck: there is no such option/);
    const init = () => {
      throw new Error("no licence");
    };
    expect(await told(startUp, { baseURL, plugins: [{ id: "p", init }] })).toEqual([
      "broken: the instance does not start: no licence",
    ]);
  });
});
