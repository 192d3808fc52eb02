// One zone and one language, so that server and browser render the same text.
const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** "23 Nov 2025, 21:44 UTC" */
export function formatDate(date: Date): string {
  return `${format.format(date)} UTC`;
}
