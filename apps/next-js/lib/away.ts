// Providers lead back to another page than the one that was left, in a document of its own. What it has to know waits here.
const name = "demo.away";

/** Before this tab leaves for a provider. Done when the page is seen again as it was: somebody came back by the back button. */
export async function leave(): Promise<void> {
  sessionStorage.setItem(name, "");
  await new Promise((resolve) => window.addEventListener("pageshow", resolve, { once: true }));
}

/** @returns whether this tab comes from a provider; once */
export function hasComeBack(): boolean {
  const wasAway = sessionStorage.getItem(name) !== null;
  sessionStorage.removeItem(name);
  return wasAway;
}
