import { createServer, type Socket } from "node:net";
import { type Document, ObjectId } from "mongodb";
import { CommandError } from "./command-error";
import { makeCursors } from "./read-commands";
import { type Deployment, endSession, run, type Shared } from "./run";
import { makeStore } from "./state";
import { makeReader, type Request } from "./wire";

/** A failure that is to happen. */
export interface Failure {
  readonly command: string;
  readonly error?: CommandError;
  /** The connection is cut instead; after the command has run with "after". */
  readonly cut?: "before" | "after";
}

/** A server that stands in for MongoDB. */
export interface MongoServer {
  readonly url: string;
  /** The names of the commands that came in, greetings and ends of sessions left out. */
  readonly commands: string[];
  /** Lets the next command of that name fail. */
  fail(failure: Failure): void;
  /** Nothing that is still to happen happens. */
  heal(): void;
  /** Whether it cuts every connection at once, as a server that is down. */
  refuse(isDown: boolean): void;
  close(): Promise<void>;
}

/** Commands that are about the connection. */
const CONNECTION: readonly string[] = ["hello", "ismaster", "isMaster", "ping", "endSessions"];

function greeting(deployment: Deployment, address: string): Document {
  const set = {
    setName: "rs0",
    setVersion: 1,
    hosts: [address],
    me: address,
    primary: address,
    secondary: false,
    electionId: new ObjectId("7fffffff0000000000000001"),
  };
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    ...(deployment === "replica set" ? set : {}),
    ...(deployment === "mongos" ? { msg: "isdbgrid" } : {}),
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    logicalSessionTimeoutMinutes: 30,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: 21, // 7.0
    readOnly: false,
  };
}

const WRITES: readonly string[] = ["insert", "update", "delete"];

/** What goes wrong with a document of a write stands in a list; everything else is the answer. */
function failedReply(name: string, error: unknown): Document {
  if (!(error instanceof CommandError)) throw error;
  const { code, codeName, message: errmsg, more } = error;
  if (WRITES.includes(name) && code === 11000)
    return { ok: 1, n: 0, writeErrors: [{ index: 0, code, errmsg, ...more }] };
  return { ok: 0, code, codeName, errmsg, ...more };
}

/**
 * Starts a server in this process that speaks MongoDB's wire protocol, so that the real driver can be tested with it. It
 * keeps documents in memory and evaluates filters with mingo. One command runs at a time, so each is one step, as writes
 * of one document are on a real server. What it does not know it refuses.
 */
export async function startMongo(deployment: Deployment = "standalone"): Promise<MongoServer> {
  const shared: Shared = {
    deployment,
    store: makeStore(),
    cursors: makeCursors(),
    transactions: new Map(),
    committed: new Map(),
  };
  let isDown = false;
  const failures: Failure[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let address = "";

  async function reply(name: string, command: Document): Promise<Document> {
    try {
      if (name === "endSessions") {
        for (const session of command.endSessions as Document[]) endSession(shared, session);
      }
      if (CONNECTION.includes(name))
        return { ...(/hello|master/i.test(name) ? greeting(deployment, address) : {}), ok: 1 };
      return { ...(await run(shared, name, command)), ok: 1 };
    } catch (error) {
      return failedReply(name, error);
    }
  }

  async function serve(socket: Socket, { command, answer }: Request): Promise<void> {
    const [name = ""] = Object.keys(command);
    if (!CONNECTION.includes(name)) commands.push(name);
    const at = failures.findIndex((failure) => failure.command === name);
    const [failure] = at < 0 ? [] : failures.splice(at, 1);
    if (failure?.cut === "before") return void socket.destroy();
    const answered = failure?.error ? failedReply("", failure.error) : await reply(name, command);
    if (failure?.cut === "after") socket.destroy();
    else if (answer) socket.write(answer(answered));
  }

  const server = createServer((socket) => {
    if (isDown) return void socket.destroy();
    sockets.add(socket);
    const read = makeReader();
    const fail = (error: unknown) => socket.destroy(error as Error);
    socket.on("data", (chunk) => {
      try {
        for (const request of read(chunk)) serve(socket, request).catch(fail);
      } catch (error) {
        fail(error);
      }
    });
    socket.on("error", (error) => {
      if ((error as { code?: string }).code !== "ECONNRESET") console.error(error);
    });
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  address = `127.0.0.1:${port}`;
  return {
    url: `mongodb://${address}/${deployment === "replica set" ? "?replicaSet=rs0" : ""}`,
    commands,
    fail: (failure) => void failures.push(failure),
    heal: () => void failures.splice(0),
    refuse(down) {
      isDown = down;
      if (down) for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
