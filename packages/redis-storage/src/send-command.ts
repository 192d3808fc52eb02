import { BetterAuthError } from "@better-auth/core/error";
import { isIoredis, isReady, type RedisClient } from "./client";

/** Sends one command and gives its reply. A rejection says what was wrong, without the keys and values. */
export type SendCommand = (command: string, ...args: string[]) => Promise<unknown>;

/** The code by which the core knows that a request may be sent again once the server is back. */
const UNAVAILABLE = { code: "STORAGE_UNAVAILABLE" };

function noAnswer(command: string, found: string): BetterAuthError {
  const message = `redisStorage: expected an answer to ${command}, ${found}. Check that the Redis server is up and can be reached.`;
  return Object.assign(new BetterAuthError(message), UNAVAILABLE);
}

/** What a server answers that is up and does not serve: it starts, is full, fails over, or only follows another one. */
const NOT_SERVING = /^(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|MISCONF|NOREPLICAS|NOAUTH|WRONGPASS)\b/;

/** What a client says went wrong. Servers repeat the arguments of a command, and clients add them to their errors. */
function failed(command: string, error: unknown): BetterAuthError {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split(", with args");
  const failure = new BetterAuthError(`redisStorage: ${command} failed: ${reason}`);
  if (reason.startsWith("READONLY")) return Object.assign(failure, { code: "STORAGE_READ_ONLY" });
  // A server's own answers start with a code in capitals; the rest is the client's.
  const isAnswer = /^[A-Z]{3,} /.test(reason);
  return isAnswer && !NOT_SERVING.test(reason) ? failure : Object.assign(failure, UNAVAILABLE);
}

/**
 * Clients keep commands while the connection is down, for seconds or for ever. A request that waits for a session cannot:
 * a connection that was there and is lost refuses at once, and whatever else takes longer than `timeoutMs` is given up.
 */
export function makeSendCommand(client: RedisClient, timeoutMs: number): SendCommand {
  let hasBeenReady = false;

  return async (command, ...args) => {
    const ready = isReady(client);
    if (hasBeenReady && ready === false) throw noAnswer(command, "but the connection is down");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(noAnswer(command, `got none within ${timeoutMs} ms`)), timeoutMs);
    });
    const send = async () => {
      try {
        const sent = isIoredis(client) ? client.call(command, ...args) : client.sendCommand([command, ...args]);
        const reply = await sent;
        hasBeenReady = true;
        return reply;
      } catch (error) {
        throw failed(command, error);
      }
    };
    try {
      return await Promise.race([send(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
