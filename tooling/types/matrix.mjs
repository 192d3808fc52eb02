// Compiles an application in every way that users may; prints what failed.
// Usage: node tooling/types/matrix.mjs      (after a build)
import { installConsumer } from "./consumer/install.mjs";
import { runMatrix } from "./consumer/matrix.mjs";

const consumer = await installConsumer();
try {
  const results = await runMatrix(consumer);
  for (const { name, errors } of results)
    console.log([`${errors.length === 0 ? "ok  " : "BAD "} ${name}`, ...errors].join("\n"));
  process.exitCode = results.every(({ errors }) => errors.length === 0) ? 0 : 1;
} finally {
  consumer.remove();
}
