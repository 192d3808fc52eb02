// A component that shows who is signed in, in a document of its own.
import { createRequire } from "node:module";
import { join } from "node:path";
import { Window } from "happy-dom";

// React belongs to the package of the hooks; the reference's release resolves to the same one.
const requireReact = createRequire(join(import.meta.dirname, "../../../packages/react/package.json"));

/**
 * The globals of a page, for the time of a test.
 *
 * @returns what takes them away again
 */
export function openDocument(origin) {
  const page = new Window({ url: origin });
  const names = { window: page, document: page.document, IS_REACT_ACT_ENVIRONMENT: true };
  const before = Object.fromEntries(Object.keys(names).map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, names);
  return async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete globalThis[name];
      else globalThis[name] = value;
    }
    await page.happyDOM.close();
  };
}

/** Renders `useSession` of a client, twice, and follows what people see. */
export function showSession(client) {
  const { act, createElement, Fragment } = requireReact("react");
  const { createRoot } = requireReact("react-dom/client");
  const { renderToString } = requireReact("react-dom/server");
  const seen = [];
  function Name() {
    const { data, isPending, error } = client.useSession();
    return createElement("p", null, isPending ? "…" : error ? `error ${error.status}` : (data?.user.name ?? "nobody"));
  }
  const tree = createElement(Fragment, null, createElement(Name), createElement(Name));
  const container = document.createElement("div");
  const root = createRoot(container);
  const look = () => {
    if (seen.at(-1) !== container.innerHTML) seen.push(container.innerHTML);
  };

  return {
    /** What a server would render. */
    onServer: () => renderToString(tree),
    mount: () => act(async () => root.render(tree)),
    /** Waits until people see a name in both places. */
    async shows(name) {
      const wanted = `<p>${name}</p>`.repeat(2);
      for (let waited = 0; container.innerHTML !== wanted; waited += 5) {
        if (waited > 3000) throw new Error(`expected ${wanted} within 3 seconds, got ${container.innerHTML}`);
        look();
        await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
      }
      look();
    },
    /** What was seen since the last look. */
    taken: () => seen.splice(0),
    unmount: () => act(async () => root.unmount()),
  };
}
