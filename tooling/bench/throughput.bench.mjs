// Time of one call, one at a time. The subjects take turns in short slices, so that what the machine does besides hits all
// of them; medians, and ratios to the hand-written minimum.
import { median, startSubject } from "./measures/processes.mjs";
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
  const floor = times.get("minimum");
  for (const [name, values] of times) {
    const ratio = (of) => median(values.map((value, round) => of(value) / of(floor[round]))).toFixed(2);
    const clock = median(values.map((value) => value.clock)).toFixed(1);
    table[name] = {
      ...table[name],
      [work]: `${clock} µs (${ratio((value) => value.clock)}×, processor ${ratio((value) => value.cpu)}×)`,
    };
  }
}
for (const subject of running) subject.end();
console.table(table);
