import { describe, expect, it } from "vitest";
import { answer, goodServer, told } from "../../../test-support/doctor-facts";
import { ELSEWHERE, type ServerFacts } from "../facts/server";
import { clock } from "./clock";
import { server } from "./server";
import { serverLimit } from "./server-limit";

const judge = (changes: Partial<ServerFacts> = {}) => told(server, {}, { server: goodServer(changes) });

describe("a running server", () => {
  it("is well when it answers as it should, and is not asked without an address", async () => {
    expect(await judge()).toEqual(["well: https://shop.example.com/api/auth answers as it should"]);
    expect(await told(server, {})).toEqual([]);
  });

  it.each([
    ["does not answer", { ok: { mistake: "connect ECONNREFUSED" } }, /^broken: .*does not answer: connect/],
    ["has a page there", { ok: { ...answer(404, "", { "content-type": "text/html" }) } }, /404 with a page of the app/],
    ["has nothing there", { ok: answer(404) }, /^broken: .*\/ok answers 404$/],
    [
      "is elsewhere",
      { ok: answer(308, "", { location: "https://www.shop.example.com/" }) },
      /redirects to https:\/\/www/,
    ],
    [
      "refuses its own origin",
      { emptySignIn: answer(403, { code: "INVALID_ORIGIN" }) },
      /^broken: .*refused as foreign/,
    ],
    ["fails", { emptySignIn: answer(500, "") }, /^broken: an empty sign-in is answered by 500 without a code/],
    ["sets cookies", { emptySignIn: answer(400, { code: "X" }, { "set-cookie": "a=b" }) }, /^weak: .*sets cookies/],
    ["has another address", { ownAddress: "http://localhost:3000" }, /^broken: .*believes to be at http:\/\/localhost/],
    ["believes a header", { ownAddressWhenForged: ELSEWHERE }, /^broken: a forged X-Forwarded-Host/],
    ["answers without TLS", { overHttp: answer(200) }, /^weak: plain HTTP is answered by 200/],
    ["sends no HSTS", { ok: answer(200, { ok: true }) }, /^weak: there is no Strict-Transport-Security/],
    [
      "is asked without TLS",
      { url: new URL("http://shop.example.com/api/auth"), ownAddress: "http://shop.example.com" },
      /^broken: it is asked over plain HTTP/,
    ],
    [
      "echoes origins",
      {
        fromElsewhere: answer(200, null, {
          "access-control-allow-origin": ELSEWHERE,
          "access-control-allow-credentials": "true",
        }),
      },
      /^broken: pages of every site/,
    ],
    [
      "allows * with credentials",
      {
        fromElsewhere: answer(200, null, {
          "access-control-allow-origin": "*",
          "access-control-allow-credentials": "true",
        }),
      },
      /^weak: CORS allows \*/,
    ],
  ] satisfies [string, Partial<ServerFacts>, RegExp][])("that %s", async (_, changes, found) => {
    expect(await judge(changes)).toEqual([expect.stringMatching(found)]);
  });
});

describe("its rate limit", () => {
  const limited = (limit: ServerFacts["limit"], url = "https://shop.example.com/api/auth") =>
    told(serverLimit, {}, { server: goodServer({ limit, url: new URL(url) }) });

  it("holds, whatever a client says of its address", async () => {
    expect(await limited({ statuses: [400, 400, 400, 429], whenForged: 429 })).toEqual([
      "well: holds after 3 sign-ins, whatever X-Forwarded-For says",
    ]);
    expect(await limited({ statuses: [400, 400, 400, 429], whenForged: 400 })).toEqual([
      "broken: a forged X-Forwarded-For gets past the limit",
    ]);
  });

  it("may be off on this machine only", async () => {
    const off = { statuses: [400, 400, 400, 400, 400], whenForged: null };
    expect(await limited(off)).toEqual(["weak: 5 sign-ins in a row were not limited"]);
    expect(await limited(off, "http://localhost:3000/api/auth")).toEqual([
      "well: 5 sign-ins in a row were not limited",
    ]);
  });
});

describe("clocks", () => {
  const at = (ahead: number, uncertainty = 500) =>
    told(clock, {}, { server: goodServer({ ok: { ...answer(200), clock: { ahead, uncertainty } } }) });

  it("agree, as far as can be known", async () => {
    expect(await at(5_400)).toEqual(["well: the server's clock agrees with this machine's"]);
    expect(await at(-30_000, 40_000)).toEqual(["well: the server's clock agrees with this machine's"]);
    expect(await told(clock, {})).toEqual([]);
  });

  it("weaken past five seconds and break past a minute", async () => {
    expect(await at(6_000)).toEqual(["weak: the server's clock is 6 seconds ahead of this machine's"]);
    expect(await at(-90_000)).toEqual(["broken: the server's clock is 90 seconds behind this machine's"]);
  });
});
