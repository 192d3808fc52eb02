import { createRequire } from "node:module";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** A row as SQLite would give it: 1 and 0, text of dates, numbers of counts. */
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
  const { port, answered, kind, driver, url } = workerData;
  const lib = require(driver);
  // Counts are 64 bits wide, which pg gives as text.
  if (kind === "postgres") lib.types.setTypeParser(lib.types.builtins.INT8, Number);
  // MySQL reads no date in the form of ISO 8601.
  const DATE = /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/;
  const bound = (value) => (typeof value === "string" && DATE.test(value) ? new Date(value) : value);
  const opened = (async () => {
    if (kind === "postgres") {
      const client = new lib.Client({ connectionString: url });
      await client.connect();
      return async (sql, values) => (await client.query(sql, values)).rows;
    }
    const connection = await lib.createConnection({ uri: url });
    return async (sql, values) => (await connection.query(sql, values.map(bound)))[0];
  })();
  port.on("message", async ({ id, sql, values }) => {
    try {
      const rows = await (await opened)(sql, values);
      port.postMessage({ id, rows: Array.isArray(rows) ? rows : [] });
    } catch (error) {
      port.postMessage({ id, error: error.message });
    }
    Atomics.add(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
`;

interface Answer {
  readonly id: number;
  readonly rows?: PlainRow[];
  readonly error?: string;
}

/** The clock as it is, whatever a test makes of it. */
const now = performance.now.bind(performance);

const LIMIT_MILLISECONDS = 20_000;

/** How long it waits without another look. */
const SLICE_MILLISECONDS = 100;

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
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const driver = createRequire(import.meta.url).resolve(kind === "postgres" ? "pg" : "mysql2/promise");
  const worker = new Worker(WORKER, {
    eval: true,
    workerData: { port: port2, answered, kind, driver, url },
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  let asked = 0;

  /** The answer to a question, past those that were given up. */
  function answerTo(id: number): Answer | undefined {
    const end = now() + LIMIT_MILLISECONDS;
    for (;;) {
      const before = Atomics.load(answered, 0);
      for (let got = receiveMessageOnPort(port1); got !== undefined; got = receiveMessageOnPort(port1)) {
        const answer = got.message as Answer;
        if (answer.id === id) return answer;
      }
      if (now() > end) return undefined;
      Atomics.wait(answered, 0, before, SLICE_MILLISECONDS);
    }
  }

  return {
    query(sql, values) {
      asked += 1;
      port1.postMessage({ id: asked, sql, values });
      const answer = answerTo(asked);
      if (answer === undefined) throw new Error(`no answer to ${sql}`);
      if (answer.error !== undefined) throw new Error(`${answer.error}: ${sql}`);
      return (answer.rows ?? []).map(plain);
    },
    close: () => void worker.terminate(),
  };
}
