"use client";

import { useSyncExternalStore } from "react";

const themes = ["system", "light", "dark"] as const;

/** Light, dark, or as the system is. public/theme.js applies it before anything is painted, and in the other tabs. */
export function ThemeChoice() {
  const chosen = useSyncExternalStore(subscribe, readTheme, () => "system");
  return (
    <fieldset className="themes">
      <legend className="visually-hidden">Theme</legend>
      {themes.map((theme) => (
        <label key={theme}>
          <input type="radio" name="theme" checked={theme === chosen} onChange={() => chooseTheme(theme)} />
          <span>{theme}</span>
        </label>
      ))}
    </fieldset>
  );
}

function readTheme(): string {
  return document.documentElement.dataset.theme ?? "system";
}

function chooseTheme(theme: string): void {
  window.dispatchEvent(new CustomEvent("theme", { detail: theme }));
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
