import { createRequire } from "node:module";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** A row as SQLite would give it: 1 and 0, text of dates. */
export type PlainRow = Record<string, unknown>;

/** Runs statements on a server while everything else of this thread waits, as a SQLite database does. */
export interface BlockingClient {
  query(sql: string, values: readonly unknown[]): PlainRow[];
  close(): void;
}

/** Where it connects to. */
export interface BlockingClientSettings {
  readonly kind: "postgres" | "mysql";
  readonly url: string;
}

// The worker's own code: it waits for the server, this thread waits for the worker.
const WORKER = `
  const { workerData } = require("node:worker_threads");
  const { port, flag, kind, driver, url } = workerData;
  const lib = require(driver);
  const opened = (async () => {
    if (kind === "postgres") {
      const client = new lib.Client({ connectionString: url });
      await client.connect();
      return async (sql, values) => (await client.query(sql, values)).rows;
    }
    const connection = await lib.createConnection({ uri: url });
    return async (sql, values) => (await connection.query(sql, values))[0];
  })();
  port.on("message", async ({ sql, values }) => {
    try {
      const rows = await (await opened)(sql, values);
      port.postMessage({ rows: Array.isArray(rows) ? rows : [] });
    } catch (error) {
      port.postMessage({ error: error.message });
    }
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
`;

const LIMIT_MILLISECONDS = 20_000;

function plain(row: PlainRow): PlainRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return [name, typeof value === "boolean" ? Number(value) : value];
    }),
  );
}

/** Connects a blocking client. */
export function openBlockingClient({ kind, url }: BlockingClientSettings): BlockingClient {
  const { port1, port2 }: { port1: MessagePort; port2: MessagePort } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const driver = createRequire(import.meta.url).resolve(kind === "postgres" ? "pg" : "mysql2/promise");
  const worker = new Worker(WORKER, {
    eval: true,
    workerData: { port: port2, flag, kind, driver, url },
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  return {
    query(sql, values) {
      Atomics.store(flag, 0, 0);
      port1.postMessage({ sql, values });
      if (Atomics.wait(flag, 0, 0, LIMIT_MILLISECONDS) === "timed-out") throw new Error(`no answer to ${sql}`);
      const { message } = receiveMessageOnPort(port1) as { message: { rows?: PlainRow[]; error?: string } };
      if (message.error !== undefined) throw new Error(`${message.error}: ${sql}`);
      return (message.rows ?? []).map(plain);
    },
    close: () => void worker.terminate(),
  };
}
