import { afterEach, describe, expect, it } from "vitest";
import { createAccessControl, role } from ".";

const access = createAccessControl({ project: ["create", "update", "delete"], billing: ["read", "pay"] });
const editor = access.newRole({ project: ["create", "update"], billing: ["read"] });

/** A request as it comes from outside: nothing says that it is one. */
const ask = (request: unknown, connector?: unknown) => editor.authorize(request as never, connector as never);

const granted = { success: true };
const refused = (error: string) => ({ success: false, error });
const unauthorized = (resource: string) => refused(`unauthorized to access resource "${resource}"`);
const notAllowed = (resource: string) => refused(`You are not allowed to access resource: ${resource}`);
const nothing = refused("Not authorized");

describe("authorize", () => {
  it.each([
    [{ project: ["create"] }, undefined, granted],
    [{ project: ["create", "update"] }, undefined, granted],
    [{ project: ["create"], billing: ["read"] }, "AND", granted],
    [{ project: ["create", "delete"] }, undefined, unauthorized("project")],
    [{ project: ["create"], billing: ["pay"] }, undefined, unauthorized("billing")],
    [{ project: ["create"], unknown: ["x"] }, undefined, notAllowed("unknown")],
    [{ project: ["delete"], billing: ["read"] }, "OR", granted],
    [{ unknown: ["x"], billing: ["read"] }, "OR", granted],
    [{ project: ["delete"], billing: ["pay"] }, "OR", nothing],
    [{ project: { actions: ["create", "delete"], connector: "OR" } }, undefined, granted],
    [{ project: { actions: ["create", "delete"], connector: "AND" } }, undefined, unauthorized("project")],
    [{ project: { actions: ["delete"], connector: "OR" } }, undefined, unauthorized("project")],
  ])("%j, %s", (request, connector, verdict) => {
    expect(ask(request, connector)).toEqual(verdict);
  });

  it.each([
    [{}, undefined, nothing],
    [{}, "OR", nothing],
    [[], undefined, nothing],
    [{ project: [] }, undefined, unauthorized("project")],
    [{ project: [] }, "OR", nothing],
    [{ project: { actions: [], connector: "AND" } }, undefined, unauthorized("project")],
    [{ project: { actions: [], connector: "OR" } }, undefined, unauthorized("project")],
  ])("grants nothing to who asks for nothing: %j, %s", (request, connector, verdict) => {
    expect(ask(request, connector)).toEqual(verdict);
  });

  it.each([
    [{ project: {} }, unauthorized("project")],
    [{ project: { actions: "create", connector: "OR" } }, unauthorized("project")],
    [{ project: { actions: ["create", "delete"], connector: "or" } }, unauthorized("project")],
    [{ project: [["create"]] }, unauthorized("project")],
    [["project"], notAllowed("0")],
  ])("refuses what is half a request: %j", (request, verdict) => {
    expect(ask(request)).toEqual(verdict);
  });

  it("takes a connector that it does not know for the strict one", () => {
    expect(ask({ project: ["create"], billing: ["pay"] }, "XOR")).toEqual(unauthorized("billing"));
    expect(ask({ project: ["create"], billing: ["pay"] }, null)).toEqual(unauthorized("billing"));
  });

  it.each([null, undefined, "project", 5, true])("throws for a request that is none: %s", (request) => {
    expect(() => ask(request)).toThrow(
      new TypeError('Invalid access control request: expected actions by resource, as in { project: ["read"] }.'),
    );
  });

  it.each([
    ["null", null],
    ["undefined", undefined],
    ["string", "create"],
    ["number", 3],
  ])("throws for actions that are no list: %s", (kind, actions) => {
    expect(() => ask({ project: actions })).toThrow(
      `Invalid access control request: what is asked of "project" is ${kind}. Expected a list of actions, or { actions, connector }.`,
    );
  });
});

describe("names that every object inherits", () => {
  const polluted = Object.prototype as { project?: unknown; connector?: unknown };
  afterEach(() => {
    delete polluted.project;
    delete polluted.connector;
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"])(
    "%s is no resource unless it was declared",
    (resource) => {
      const request = JSON.parse(`{ "${resource}": ["create"] }`);
      for (const connector of ["AND", "OR"]) expect(ask(request, connector)).toMatchObject({ success: false });
      expect(ask(request)).toEqual(notAllowed(resource));
      // Control: the same request of a role that has it.
      expect(role(request).authorize(request)).toEqual(granted);
    },
  );

  it("are no actions", () => {
    for (const action of ["length", "includes", "0", "__proto__"])
      expect(ask({ project: [action] })).toEqual(unauthorized("project"));
  });

  it("give nothing to a role, and change no prototype, when they come from JSON", () => {
    const fromJSON = role(JSON.parse('{ "__proto__": ["admin"], "project": ["read"] }'));
    expect(Object.getPrototypeOf(fromJSON.statements)).toBe(Object.prototype);
    expect(fromJSON.authorize({ admin: ["admin"] })).toEqual(notAllowed("admin"));
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it("neither grant nor ask when somebody has put them on every object", () => {
    const billing = access.newRole({ billing: ["read"] });
    polluted.project = ["delete"];
    polluted.connector = "OR";
    expect(billing.authorize({ billing: ["read"] })).toEqual(granted);
    expect(billing.authorize({ project: ["delete"] })).toEqual(notAllowed("project"));
    expect(access.newRole({}).authorize({ project: ["delete"] })).toEqual(notAllowed("project"));
    expect(ask({})).toEqual(nothing);
    expect(ask({ project: ["create", "delete"] })).toEqual(unauthorized("project"));
  });
});

describe("roles and access controls", () => {
  it("keep what was declared", () => {
    expect(access.statements).toEqual({ project: ["create", "update", "delete"], billing: ["read", "pay"] });
    expect(editor.statements).toEqual({ project: ["create", "update"], billing: ["read"] });
    expect(access.newRole({ project: undefined, billing: ["pay"] }).statements).toEqual({ billing: ["pay"] });
    expect(role({ a: ["b"] }).authorize({ a: ["b"] })).toEqual(granted);
  });

  it("are frozen to the ground", () => {
    for (const made of [access, editor]) {
      expect([made, made.statements, made.statements.project, made.statements.billing].every(Object.isFrozen)).toBe(
        true,
      );
    }
    expect(() => (editor.statements.project as unknown as string[]).push("delete")).toThrow(TypeError);
    expect(() => Object.assign(editor, { authorize: () => granted })).toThrow(TypeError);
    expect(ask({ project: ["delete"] })).toEqual(unauthorized("project"));
  });

  it("do not follow what the caller does with their own object", () => {
    const actions = ["create"];
    const given: Record<string, string[]> = { project: actions };
    const made = role(given);
    actions.push("delete");
    given.billing = ["pay"];
    expect(made.authorize({ project: ["create"] })).toEqual(granted);
    expect(made.authorize({ project: ["delete"] })).toEqual(unauthorized("project"));
    expect(made.authorize({ billing: ["pay"] })).toEqual(notAllowed("billing"));
    expect(Object.isFrozen(given)).toBe(false);
  });

  it.each(["create", { create: true }, ["create", 5], null])(
    "refuse actions that are no list of names: %j",
    (actions) => {
      const message =
        'The actions of the resource "project" are no list of names. Write them as { project: ["read"] }.';
      expect(() => createAccessControl({ project: actions } as never)).toThrow(new TypeError(message));
      expect(() => access.newRole({ project: actions } as never)).toThrow(new TypeError(message));
    },
  );
});
