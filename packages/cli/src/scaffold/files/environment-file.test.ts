import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { appendLines, missingVariables } from "./environment-file";

const variables = ["SECRET", "URL"].map((name) => ({ name, value: () => "x" }));
const missing = (...files: string[]) => missingVariables(variables, files).map(({ name }) => name);

describe("the variables that are missing", () => {
  it.each([
    ["an empty file", "", ["SECRET", "URL"]],
    ["one of them", "SECRET=a\n", ["URL"]],
    ["one without a value", "SECRET=\nURL=b", []],
    ["one that is exported", "export SECRET=a", ["URL"]],
    ["one that is commented out", "# SECRET=a\nURL=b", ["SECRET"]],
    ["one with a longer name", "MY_SECRET=a\nSECRET_KEY=b", ["SECRET", "URL"]],
    ["one behind a byte order mark", "\uFEFFSECRET=a", ["URL"]],
    ["one inside a value of several lines", 'TEXT="\nSECRET=a\n"', ["SECRET", "URL"]],
  ])("of a file with %s", (_, text, expected) => {
    expect(missing(text)).toEqual(expected);
  });

  it("are in none of the files", () => {
    expect(missing("SECRET=a", "URL=b")).toEqual([]);
  });
});

describe("lines behind those of a file", () => {
  it.each([
    ["an empty one", "", "A=1\nB=2\n"],
    ["one with a last line end", "X=0\n", "X=0\nA=1\nB=2\n"],
    ["one without", "X=0", "X=0\nA=1\nB=2\n"],
    ["one of Windows", "X=0\r\nY=1", "X=0\r\nY=1\r\nA=1\r\nB=2\r\n"],
  ])("%s", (_, text, expected) => {
    expect(appendLines(text, ["A=1", "B=2"])).toBe(expected);
    expect(parseEnv(expected)).toMatchObject({ A: "1", B: "2" });
  });

  it("leave it as it is when there are none", () => {
    expect(appendLines("X=0", [])).toBe("X=0");
  });
});
