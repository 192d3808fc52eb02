const callsOfSlice = 200;
const rounds = Number(process.env.BENCH_ROUNDS ?? 200);

/**
 * Time of one call of functions that do nearly the same, in one process: what is between two of them is less than what is
 * between two processes. They take turns in short slices, and the quietest slice of each counts.
 *
 * @param {Record<string, () => Promise<unknown>>} calls the first one is what the others' ratios are to
 * @returns {Promise<Record<string, Record<string, string>>>} a table: microseconds, and ratios
 */
export async function measureSideBySide(calls) {
  const running = Object.entries(calls).map(([name, call]) => ({ name, call, slices: [] }));
  for (let round = 0; round < rounds + 10; round++) {
    // Who comes after whom changes, because each leaves garbage to the next.
    const turn = round % running.length;
    for (const each of [...running.slice(turn), ...running.slice(0, turn)]) {
      const slice = await measureSlice(each.call);
      if (round >= 10) each.slices.push(slice);
    }
  }
  return tableOf(running);
}

async function measureSlice(call) {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < callsOfSlice; i++) await call();
  const clock = ((performance.now() - start) * 1000) / callsOfSlice;
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / callsOfSlice };
}

/**
 * @param {{ name: string, slices: { clock: number, processor: number }[] }[]} measured the first one is what the others'
 *   ratios are to
 */
export function tableOf(measured) {
  const least = ({ slices }, of) => Math.min(...slices.map(of));
  const show = (each, of) =>
    `${least(each, of).toFixed(1)} µs (${(least(each, of) / least(measured[0], of)).toFixed(2)}×)`;
  return Object.fromEntries(
    measured.map((each) => [
      each.name,
      { clock: show(each, ({ clock }) => clock), processor: show(each, ({ processor }) => processor) },
    ]),
  );
}
