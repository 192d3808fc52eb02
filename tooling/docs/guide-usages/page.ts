// Stands for the browser's document: renders into it, and waits for what people see.
import { Window } from "happy-dom";
import type { ReactNode } from "react";

export async function openPage(content: ReactNode) {
  const window = new Window({ url: "http://localhost:3000/" });
  Object.assign(globalThis, { window, document: window.document });
  // React looks at the document when it is loaded.
  const { createRoot } = await import("react-dom/client");
  const container = document.createElement("div");
  const root = createRoot(container);
  root.render(content);

  return {
    press: () => container.querySelector("button")?.click(),
    /** Prints a text once people see it. */
    async shows(text: string) {
      for (let waited = 0; container.textContent !== text; waited += 10) {
        if (waited > 5000) throw new Error(`expected "${text}" on the page, got "${container.textContent}"`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      console.log(text || "(nothing)");
    },
    async close() {
      root.unmount();
      await window.happyDOM.close();
    },
  };
}
