/** Markup that may be sent as it is. */
export interface Html {
  readonly markup: string;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Markup from a template. What is filled in is text, unless it is markup itself; `null` is nothing. */
export function html(parts: TemplateStringsArray, ...values: (Html | string | null)[]): Html {
  const written = values.map((value) =>
    typeof value === "string"
      ? value.replace(/[&<>"']/g, (character) => entities[character] as string)
      : (value?.markup ?? ""),
  );
  return { markup: String.raw({ raw: parts }, ...written) };
}
