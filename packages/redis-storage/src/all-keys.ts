import type { SendCommand } from "./send-command";

/** How many keys a server looks at in one step of SCAN. */
const STEP = "1000";

/** A text as a pattern of SCAN that only matches itself. */
function literally(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}

/**
 * Every key that starts with the prefix, each once, in steps that do not hold a server up. Keys that come or go
 * meanwhile may be missing, or be among them.
 *
 * @param servers what sends a command to each server that holds keys
 * @param prefix as the servers have it
 */
export async function findKeys(servers: readonly SendCommand[], prefix: string): Promise<string[]> {
  const found = new Set<string>();
  for (const sendCommand of servers) {
    let cursor = "0";
    do {
      const reply = await sendCommand("SCAN", cursor, "MATCH", `${literally(prefix)}*`, "COUNT", STEP);
      const [next, keys] = reply as [unknown, string[]];
      for (const key of keys) found.add(key);
      cursor = String(next);
    } while (cursor !== "0");
  }
  return [...found];
}
