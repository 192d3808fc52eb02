import { startSubject } from "./processes.mjs";

const sliceMs = 60;
const rounds = Number(process.env.BENCH_ROUNDS ?? 25);

/**
 * Time of one call, one at a time. The subjects take turns in short slices, and the quietest slice of each counts: what
 * the machine does besides only ever makes a slice longer.
 *
 * @param {readonly string[]} names of subjects; those in BENCH_SUBJECTS, when it is set
 * @param {readonly string[]} works
 * @param {(name: string) => string} floorOf the subject that another one's ratio is to
 * @returns {Promise<Record<string, Record<string, string>>>} a table: microseconds, and ratios to the floor
 */
export async function measureThroughput(names, works, floorOf) {
  const wanted = process.env.BENCH_SUBJECTS?.split(";") ?? names;
  const running = [];
  for (const name of names.filter((each) => wanted.includes(each))) running.push(await startSubject(name));
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
      const ratio = (of) => (least(name, of) / least(floorOf(name), of)).toFixed(2);
      const clock = least(name, (value) => value.clock).toFixed(1);
      table[name] = {
        ...table[name],
        [work]: `${clock} µs (${ratio((value) => value.clock)}×, processor ${ratio((value) => value.cpu)}×)`,
      };
    }
  }
  for (const subject of running) subject.end();
  return table;
}
