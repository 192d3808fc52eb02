// The client tells other tabs of a sign-out and of a changed profile. This is for everything else that they show.
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
