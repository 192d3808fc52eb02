"use client";

import { useState } from "react";

export function CopyButton({ text, children }: { text: string; children: string }) {
  const [said, setSaid] = useState<string>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("Copy it by hand"),
    );
  return (
    <button type="button" className="button small quiet" onClick={copy} onBlur={() => setSaid(undefined)}>
      <span aria-live="polite">{said ?? children}</span>
    </button>
  );
}
