// One listener of Node's server in a process of its own, so that nobody else's time is counted.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeBetterAuth } from "../subjects/better-auth.mjs";
import { listeners } from "../subjects/handlers.mjs";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const { auth, cookie, close } = await makeBetterAuth("better-auth", { file: join(folder, "auth.db") });

// Connections are kept while the others have their turn.
const server = createServer({ keepAliveTimeout: 0 }, listeners[process.argv[2]](auth));
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port, cookie }));

process.on("message", ({ task }) => {
  if (task === "processor time") process.send(process.cpuUsage());
  else {
    close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  }
});
