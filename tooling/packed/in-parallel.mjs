/** Does the work for each item, two at a time. Results are in the order of the items. */
export async function inParallel(items, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
