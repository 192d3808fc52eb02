// Stands for the browser's document: renders into it, and waits for what people see.
import { Window } from "happy-dom";
import type { ReactNode } from "react";

export async function openPage(content: ReactNode) {
  const window = new Window({ url: "http://localhost:3000/" });
  Object.assign(globalThis, { window, document: window.document });
  // React looks at the document when it is loaded.
  const { createRoot } = await import("react-dom/client");
  const container = document.createElement("div");
  // Every text that was there, however short: whoever looks now and then misses some.
  const seen: string[] = [];
  new window.MutationObserver(() => seen.push(container.textContent ?? "")).observe(container as never, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  const root = createRoot(container);
  root.render(content);

  return {
    press: () => container.querySelector("button")?.click(),
    /** Prints a text once people have seen it, after those that they saw before. */
    async shows(text: string) {
      for (let waited = 0; !seen.includes(text); waited += 10) {
        if (waited > 20_000) throw new Error(`expected "${text}" on the page, saw ${JSON.stringify(seen)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      seen.splice(0, seen.indexOf(text) + 1);
      console.log(text || "(nothing)");
    },
    async close() {
      root.unmount();
      await window.happyDOM.close();
    },
  };
}
