/** Sends the form of the page by a script, and shows what is wrong. */
export function onSubmit(send: (read: (name: string) => string) => Promise<{ message?: string | undefined } | null>) {
  const form = document.querySelector<HTMLFormElement>("form.stack");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new FormData(form);
    const notice = form.querySelector<HTMLElement>("[role=alert]");
    const button = form.querySelector("button");
    if (!notice || !button) return;
    button.disabled = true;
    const error = await send((name) => String(values.get(name)));
    button.disabled = error === null; // the page is leaving
    notice.hidden = error === null;
    notice.textContent = error?.message ?? "That did not work. Please try again.";
  });
}
