// Serves the build under the address in BETTER_AUTH_URL, which is known only now. An application whose address is known when
// it is built sets `paths.origin` in vite.config.ts instead, and starts the build itself.
import { createServer } from "node:http";

const { PORT = "3000", BETTER_AUTH_URL = `http://localhost:${PORT}` } = process.env;
process.env.PROTOCOL_HEADER = "x-forwarded-proto"; // read by the build

const { handler } = await import(new URL("../build/handler.js", import.meta.url).href);

createServer((request, response) => {
  request.headers["x-forwarded-proto"] = new URL(BETTER_AUTH_URL).protocol.slice(0, -1);
  handler(request, response);
}).listen(Number(PORT), "localhost");
