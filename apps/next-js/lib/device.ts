const browsers = [
  ["Edge", /\bEdgA?\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(HeadlessChrome|Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
] as const;

const systems = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
] as const;

const firstMatch = (names: typeof browsers | typeof systems, text: string) =>
  names.find(([, pattern]) => pattern.test(text))?.[0];

/** "Chrome on Linux", from a User-Agent header. */
export function describeDevice(userAgent: string | null | undefined): string {
  const browser = firstMatch(browsers, userAgent ?? "");
  const system = firstMatch(systems, userAgent ?? "");
  if (browser === undefined && system === undefined) return "Unknown device";
  return [browser ?? "Unknown browser", system].filter(Boolean).join(" on ");
}
