// Time of one call, one at a time. The subjects take turns in short slices, and the quietest slice of each counts: what
// the machine does besides only ever makes a slice longer. Ratios to the hand-written minimum.
import { startSubject } from "./measures/processes.mjs";
import { subjects } from "./subjects/index.mjs";

const works = ["get-session", "api.getSession", "get-session, cached", "without a cookie", "/ok"];
const rounds = Number(process.env.BENCH_ROUNDS ?? 25);
const sliceMs = 60;

const running = [];
const wanted = process.env.BENCH_SUBJECTS?.split(";") ?? Object.keys(subjects);
for (const name of wanted) running.push(await startSubject(name));

const table = {};
for (const work of works) {
  const times = new Map();
  const able = [];
  for (const subject of running) if (await subject.ask({ task: "has", work })) able.push(subject);
  for (const subject of able) await subject.ask({ task: "time", work, ms: 400 });
  for (let round = 0; round < rounds; round++) {
    for (const subject of able)
      times.set(subject.name, [
        ...(times.get(subject.name) ?? []),
        await subject.ask({ task: "time", work, ms: sliceMs }),
      ]);
  }
  const least = (name, of) => Math.min(...times.get(name).map(of));
  for (const name of times.keys()) {
    const ratio = (of) => (least(name, of) / least("minimum", of)).toFixed(2);
    const clock = least(name, (value) => value.clock).toFixed(1);
    table[name] = {
      ...table[name],
      [work]: `${clock} µs (${ratio((value) => value.clock)}×, processor ${ratio((value) => value.cpu)}×)`,
    };
  }
}
for (const subject of running) subject.end();
console.table(table);
