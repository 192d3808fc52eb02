// Bytes that one call allocates.
import { startSubject } from "./measures/processes.mjs";
import { sqliteSubjects as subjects } from "./subjects/index.mjs";

const works = ["get-session", "api.getSession", "get-session, cached", "without a cookie", "/ok"];
const table = {};
let floor = {};
for (const name of process.env.BENCH_SUBJECTS?.split(";") ?? Object.keys(subjects)) {
  const subject = await startSubject(name, { countsBytes: true });
  const row = {};
  for (const work of works)
    if (await subject.ask({ task: "has", work })) row[work] = await subject.ask({ task: "bytes", work });
  if (name === "minimum") floor = row;
  table[name] = Object.fromEntries(
    Object.entries(row).map(([work, bytes]) => [
      work,
      `${(bytes / 1024).toFixed(1)} KiB (${(bytes / floor[work]).toFixed(2)}×)`,
    ]),
  );
  subject.end();
}
console.table(table);
