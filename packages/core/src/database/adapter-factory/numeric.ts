/** The number that text stands for; anything else, and text that is no number, as it is. */
export function numericValue(value: unknown): unknown {
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}
