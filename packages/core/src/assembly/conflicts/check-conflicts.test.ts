import { describe, expect, it } from "vitest";
import { createAuthEndpoint } from "../../api";
import { betterAuth } from "../../auth";
import { makeAuth } from "../../test-support/instance";
import type { BetterAuthOptions, BetterAuthPlugin } from "../../types";

const get = (path: string, answer = path) => createAuthEndpoint(path, { method: "GET" }, async () => ({ answer }));
const text = { type: "string", required: false } as const;

/** The lines that the plugins are refused with; none when they are not. */
function refusalOf(plugins: BetterAuthPlugin[], options: BetterAuthOptions = {}): string[] {
  try {
    betterAuth({ ...options, plugins });
    return [];
  } catch (error) {
    expect((error as Error).name).toBe("BetterAuthError");
    return (error as Error).message.split("\n");
  }
}

describe("a route that two plugins claim", () => {
  it("is refused at once, with both names and the mend", () => {
    expect(
      refusalOf([
        { id: "a", endpoints: { one: get("/x") } },
        { id: "b", endpoints: { two: get("/x"), three: get("/y") } },
      ]),
    ).toEqual([
      'plugins: "a" and "b" both claim GET /x: take one of them out of the list, or give one of the endpoints another path.',
    ]);
  });

  it("is one route under any name of its params", () => {
    const plugins = [
      { id: "a", endpoints: { one: get("/file/:id") } },
      { id: "b", endpoints: { two: get("/file/:name") } },
    ];
    expect(refusalOf(plugins)).toHaveLength(1);
    expect(refusalOf([plugins[0] as BetterAuthPlugin, { id: "b", endpoints: { two: get("/file/:id/x") } }])).toEqual(
      [],
    );
  });

  it("is another one where something may be empty, or is no literal", () => {
    const paths = ["/file/:id", "/file/*", "/file/**", "/file/**:rest", "/file/list"];
    const plugins = paths.map((path, index) => ({ id: `p${index}`, endpoints: { [`e${index}`]: get(path) } }));
    expect(refusalOf(plugins)).toEqual([]);
    expect(refusalOf([...plugins, { id: "q", endpoints: { one: get("/file/**:all") } }])[0]).toContain(
      '"p3" and "q" both claim GET /file/**:all',
    );
  });

  it("is refused for the core's, too, and for two of one plugin", () => {
    expect(refusalOf([{ id: "a", endpoints: { mine: get("/get-session"), his: get("/x"), hers: get("/x") } }])).toEqual(
      [
        'plugins: "core" and "a" both claim GET /get-session: take "a" out of the list, or give the endpoint of "a" another path.',
        'plugins: "a" claims GET /x twice: give one of the endpoints another path.',
      ],
    );
  });

  it("is none with another method, or where nothing is routed", () => {
    const post = createAuthEndpoint("/x", { method: "POST" }, async () => ({}));
    const unrouted = createAuthEndpoint.serverOnly({ method: "GET" }, async () => ({}));
    const hidden = createAuthEndpoint("/x", { method: "GET", metadata: { SERVER_ONLY: true } }, async () => ({}));
    expect(
      refusalOf([
        { id: "a", endpoints: { one: get("/x"), two: unrouted } },
        { id: "b", endpoints: { three: post, four: unrouted, five: hidden } },
      ]),
    ).toEqual([]);
  });
});

describe("a method of auth.api that two plugins claim", () => {
  it("is refused", () => {
    expect(
      refusalOf([
        { id: "a", endpoints: { list: get("/a/list") } },
        { id: "b", endpoints: { list: get("/b/list") } },
      ]),
    ).toEqual([
      'plugins: "a" and "b" both claim auth.api.list: take one of them out of the list, or give one of the endpoints another key, or say dependsOn: ["a"] in "b" if it replaces what the other one brings.',
    ]);
  });

  it("is replaced by a plugin that depends on the other and stands behind it", async () => {
    const first: BetterAuthPlugin = { id: "a", endpoints: { list: get("/list", "a") } };
    const second: BetterAuthPlugin = { id: "b", dependsOn: ["a"], endpoints: { list: get("/list", "b") } };
    const { auth } = await makeAuth({ plugins: [first, second] });
    const response = await auth.handler(new Request("http://localhost:3000/api/auth/list"));
    expect(await response.json()).toEqual({ answer: "b" });
    expect(refusalOf([second, first])[0]).toMatch(/ or put "b" behind "a", whose things it may replace\.$/);
    // What is replaced has one place only.
    expect(refusalOf([first, second, { ...second, id: "c" }])).toHaveLength(1);
  });

  it("of the core is replaced by any plugin, but by one only, and not ok and error", () => {
    const replacing = (id: string): BetterAuthPlugin => ({ id, endpoints: { getSession: get("/get-session") } });
    expect(refusalOf([replacing("a")])).toEqual([]);
    expect(refusalOf([replacing("a"), replacing("b")])[0]).toMatch(
      /^plugins: "a" and "b" both claim auth\.api\.getSession, GET \/get-session: /,
    );
    expect(refusalOf([{ id: "a", endpoints: { ok: get("/mine") } }])).toEqual([
      'plugins: "core" and "a" both claim auth.api.ok: take "a" out of the list, or give the endpoint of "a" another key.',
    ]);
  });
});

describe("a field that two plugins claim", () => {
  const adds = (id: string, field: string): BetterAuthPlugin => ({
    id,
    schema: { user: { fields: { [field]: text } } },
  });

  it("is refused", () => {
    expect(refusalOf([adds("a", "rank"), adds("b", "rank")])).toEqual([
      'plugins: "a" and "b" both claim the field user.rank: take one of them out of the list, or give one of the fields another name, or say dependsOn: ["a"] in "b" if it replaces what the other one brings.',
    ]);
    expect(refusalOf([adds("a", "rank"), adds("b", "level")])).toEqual([]);
  });

  it("is replaced by a plugin that depends on the other", async () => {
    const replacing: BetterAuthPlugin = {
      id: "b",
      dependsOn: ["a"],
      schema: { user: { fields: { rank: { type: "number", required: false } } } },
    };
    const { auth } = await makeAuth({ plugins: [adds("a", "rank"), replacing] });
    expect((await auth.$context).tables.user?.fields.rank?.type).toBe("number");
  });

  it("is refused for the core's, whose meaning is not a plugin's to change", () => {
    expect(
      refusalOf([{ id: "a", schema: { account: { fields: { password: { ...text, returned: true } } } } }]),
    ).toEqual([
      'plugins: "core" and "a" both claim the field account.password: take "a" out of the list, or give the field of "a" another name.',
    ]);
  });

  it("is the application's to say more about", () => {
    expect(refusalOf([adds("a", "rank")], { user: { additionalFields: { rank: { ...text, input: false } } } })).toEqual(
      [],
    );
  });
});

describe("a table or a column that two plugins claim in the database", () => {
  const brings = (id: string, model: string, modelName?: string): BetterAuthPlugin => ({
    id,
    schema: { [model]: { modelName, fields: { [`${id}Text`]: text } } },
  });

  it("is refused by the name that it has there", () => {
    expect(refusalOf([brings("a", "note"), brings("b", "memo", "note")])).toEqual([
      'plugins: "a" and "b" both claim the table "note" of the database: take one of them out of the list, or give one of the tables another modelName.',
    ]);
    expect(refusalOf([brings("a", "people")], { user: { modelName: "people" } })).toEqual([
      'plugins: "core" and "a" both claim the table "people" of the database: take "a" out of the list, or give the table of "a" another modelName.',
    ]);
    const column = (id: string, field: string): BetterAuthPlugin => ({
      id,
      schema: { user: { fields: { [field]: { ...text, fieldName: "nick" } } } },
    });
    expect(refusalOf([column("a", "alias"), column("b", "handle")])[0]).toContain(
      'both claim the column "nick" of the table "user": take one of them out of the list, or give one of the fields another fieldName.',
    );
    expect(refusalOf([column("a", "alias")], { user: { additionalFields: { nick: text } } })[0]).toMatch(
      /^plugins: "a" and "user.additionalFields" both claim the column "nick" of the table "user": take "a" out of the list, or give the field of "a" another fieldName\.$/,
    );
  });

  it("is none where several add fields to one model, or migrations leave the table alone", () => {
    expect(refusalOf([brings("a", "note"), brings("b", "note")])).toEqual([]);
    const view: BetterAuthPlugin = {
      id: "view",
      schema: { person: { modelName: "user", disableMigration: true, fields: { name: text } } },
    };
    expect(refusalOf([view])).toEqual([]);
  });
});

describe("a cookie that two plugins claim", () => {
  it("is refused by the name that it has in the browser", () => {
    expect(
      refusalOf([
        { id: "a", cookies: ["device"] },
        { id: "b", cookies: ["device"] },
      ]),
    ).toEqual([
      'plugins: "a" and "b" both claim the cookie "better-auth.device": take one of them out of the list, or give one of the cookies another name.',
    ]);
    expect(refusalOf([{ id: "a", cookies: ["session_token"] }])).toEqual([
      'plugins: "core" and "a" both claim the cookie "better-auth.session_token": take "a" out of the list, or give the cookie of "a" another name.',
    ]);
    const advanced = { cookiePrefix: "app", cookies: { device: { name: "app.session_data" } } };
    expect(refusalOf([{ id: "a", cookies: ["device"] }], { advanced })[0]).toContain('the cookie "app.session_data"');
    expect(
      refusalOf(
        [
          { id: "a", cookies: ["device"] },
          { id: "b", cookies: ["trust"] },
        ],
        { advanced: {} },
      ),
    ).toEqual([]);
  });
});

describe("a requirement of a sign-in that two plugins claim", () => {
  const requires = (id: string, requirement: string): BetterAuthPlugin => ({
    id,
    signInRequirements: [{ id: requirement, order: 200, evaluate: () => ({ status: "satisfied" }) }],
  });

  it("is refused, because whoever satisfies one would satisfy both", () => {
    expect(refusalOf([requires("a", "terms"), requires("b", "terms")])).toEqual([
      'plugins: "a" and "b" both claim the sign-in requirement "terms": take one of them out of the list, or give one of the requirements another id.',
    ]);
    expect(refusalOf([requires("a", "email-verified")])).toHaveLength(1);
  });
});

describe("plugins that are refused", () => {
  const plugin = (id: string): BetterAuthPlugin => ({
    id,
    endpoints: { one: get("/x") },
    schema: { note: { fields: { text } } },
    cookies: ["note"],
  });

  it("are told of with all that they share, a line for each two", () => {
    expect(refusalOf([plugin("a"), plugin("b"), { id: "c", cookies: ["session_data"] }])).toEqual([
      'plugins: "a" and "b" both claim auth.api.one, GET /x, the field note.text, the cookie "better-auth.note": take one of them out of the list, or give one of the endpoints another key, or give one of the endpoints another path, or give one of the fields another name, or give one of the cookies another name, or say dependsOn: ["a"] in "b" if it replaces what the other one brings.',
      'plugins: "core" and "c" both claim the cookie "better-auth.session_data": take "c" out of the list, or give the cookie of "c" another name.',
    ]);
  });

  it("may be one that is in the list twice", () => {
    expect(refusalOf([plugin("a"), plugin("a")])).toEqual(['plugins: "a" is in the list twice. Take one of them out.']);
    expect(refusalOf([{ id: "a" }, { id: "a" }])).toEqual([]);
  });

  it("may be one whose dependency is not there", () => {
    expect(refusalOf([{ id: "a", dependsOn: ["b"] }])).toEqual([
      'plugins: "a" needs the plugin "b". Add it to the list.',
    ]);
    expect(refusalOf([{ id: "a", dependsOn: ["b"] }, { id: "b" }])).toEqual([]);
  });
});
