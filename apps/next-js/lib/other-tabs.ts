// The client tells other tabs who is signed in. This is for what the server renders: lists, and what a mailed link changed.
const name = "demo.changed";

export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(null);
  channel.close();
}

/** @returns a function that stops listening */
export function onNewsFromOtherTabs(listener: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = listener;
  return () => channel.close();
}
