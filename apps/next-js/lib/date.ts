// One zone and one language, so that server and browser render the same text.
const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** "23 Nov 2025, 21:44 UTC" */
export function formatDate(date: Date): string {
  return `${format.format(date)} UTC`;
}

/** "3 hours ago"; "just now" within a minute. */
export function formatAge(date: Date, now: number): string {
  const seconds = (now - date.getTime()) / 1000;
  const unit = units.find(([, length]) => seconds >= length);
  return unit === undefined ? "just now" : relative.format(-Math.floor(seconds / unit[1]), unit[0]);
}
