import { createEventHub, listenTo, shared } from "./event-hub";

/** Hears whether the page is in front. */
export type FocusListener = (isFocused: boolean) => void;

/** Says when the page comes to the front. Replace it where a page has no `window` events. */
export interface FocusManager {
  setFocused(isFocused: boolean): void;
  subscribe(listener: FocusListener): () => void;
  setup(): () => void;
}

/** The key of the focus manager on `globalThis`. */
export const kFocusManager: unique symbol = Symbol.for("better-auth:focus-manager");

/** The page's focus manager. */
export const focusManager = (): FocusManager =>
  shared(kFocusManager, () => {
    const hub = createEventHub<boolean>((report) => {
      const look = () => report(!globalThis.document?.hidden);
      return [listenTo(globalThis.window, "focus", look), listenTo(globalThis.document, "visibilitychange", look)];
    });
    return { ...hub, setFocused: hub.emit };
  });
