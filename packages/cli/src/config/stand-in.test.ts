import { describe, expect, it } from "vitest";
import { makeStandIn, makeStandInModule } from "./stand-in";

type Anything = { new (...args: unknown[]): Anything; (...args: unknown[]): Anything; [member: string]: Anything };
const standIn = () => makeStandIn("client") as unknown as Anything;

describe("a stand-in", () => {
  it("can be called, constructed, extended and asked for any member, again and again", () => {
    const Client = standIn();
    expect(new Client({}).user?.findMany?.().at).toBe(Client);
    expect(Client.$extends?.({})).toBe(Client);
    expect(new (class extends Client {})()).toBe(Client);
  });

  it("is no promise, so that waiting for it ends", async () => {
    expect(await (standIn() as unknown)).toBeTypeOf("function");
  });

  it("keeps what others fix on it", () => {
    const [client, place] = [makeStandIn("client"), Symbol("queue")];
    Object.defineProperty(client, place, { value: 1 });
    expect((client as Record<symbol, unknown>)[place]).toBe(1);
    expect(place in client).toBe(true);
  });

  it("has no elements, and its name as text", () => {
    expect([...(standIn() as unknown as Iterable<unknown>)]).toEqual([]);
    expect(`${standIn()}`).toBe("client");
    expect(JSON.stringify({ client: makeStandIn("client") })).toBe('{"client":"client"}');
  });
});

describe("a module of stand-ins", () => {
  it("has every export, those that are known as they are", () => {
    const module = makeStandInModule("client", { env: 1 }) as Record<string, unknown>;
    expect(module.env).toBe(1);
    expect(module.PrismaClient).toBeTypeOf("function");
    expect("Anything" in module).toBe(true);
    expect("then" in module).toBe(false);
  });
});
