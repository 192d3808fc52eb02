import { connect, createServer, type Socket } from "node:net";

/** What happens to a connection that has sent something: it breaks, or nothing of it arrives any more. */
export type NetworkFault = "cut" | "silence";

/** A way to a server that can go wrong. */
export interface FaultyNetwork {
  readonly port: number;
  /** Applies a fault to the first connection that sends a text; the text itself does not arrive. Resolves when it happened. */
  failAt(text: string, fault?: NetworkFault): Promise<void>;
  /** The same, but the text arrives: what is lost is the answer. */
  failAfter(text: string): Promise<void>;
  /** Breaks every connection and takes no further one. */
  goDown(): Promise<void>;
  /** Takes connections again. */
  comeBack(): Promise<void>;
  /** Breaks every connection; the next one works. */
  cutAll(): void;
  close(): Promise<void>;
}

interface Trap {
  readonly text: string;
  readonly spring: (pair: Pair, chunk: Buffer) => void;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Opens a way to a server on this machine. */
export async function openFaultyNetwork(server: { port: number; host?: string }): Promise<FaultyNetwork> {
  const pairs = new Set<Pair>();
  let traps: Trap[] = [];

  const cut = ({ near, far }: Pair) => {
    near.resetAndDestroy();
    far.destroy();
  };
  const silence = ({ near, far }: Pair) => {
    near.removeAllListeners("data");
    far.removeAllListeners("data");
    near.resume();
    far.resume();
  };
  const makeListener = () =>
    createServer((near) => {
      const far = connect(server.port, server.host ?? "127.0.0.1");
      const pair: Pair = { near, far };
      pairs.add(pair);
      near.setNoDelay(true);
      far.setNoDelay(true);
      near.on("data", (chunk: Buffer) => {
        const trap = traps.find(({ text }) => chunk.includes(text));
        if (trap === undefined) {
          far.write(chunk);
          return;
        }
        traps = traps.filter((one) => one !== trap);
        trap.spring(pair, chunk);
      });
      far.on("data", (chunk: Buffer) => near.write(chunk));
      const end = () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      };
      for (const side of [near, far]) side.on("error", end).on("close", end);
    });
  let listener = makeListener();
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      listener.once("error", reject).listen(port, "127.0.0.1", () => resolve());
    });
  await listen(0);
  const { port } = listener.address() as { port: number };
  const trap = (text: string, act: (pair: Pair, chunk: Buffer) => void) =>
    new Promise<void>((resolve) => {
      traps.push({
        text,
        spring: (pair, chunk) => {
          act(pair, chunk);
          resolve();
        },
      });
    });
  const cutAll = () => {
    for (const pair of pairs) cut(pair);
  };
  const goDown = () =>
    new Promise<void>((resolve) => {
      listener.close(() => resolve());
      cutAll();
    });

  return {
    port,
    failAt: (text, fault = "cut") => trap(text, fault === "cut" ? cut : silence),
    failAfter: (text) =>
      trap(text, (pair, chunk) => {
        // The server says something once it has done it; that is when the line breaks.
        pair.far.removeAllListeners("data");
        pair.far.once("data", () => cut(pair));
        pair.far.write(chunk);
      }),
    goDown,
    comeBack: () => {
      listener = makeListener();
      return listen(port);
    },
    cutAll,
    close: async () => {
      traps = [];
      await goDown().catch(() => {});
    },
  };
}
