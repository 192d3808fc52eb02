import { authClient } from "./auth-client.ts";
import { localPath } from "./local-path.ts";

type Answer = Promise<{ error: { message?: string | undefined } | null }>;

/** Sends the form of the page by a script: shows what is wrong, or goes on. */
function onSubmit(id: string, send: (read: (name: string) => string) => Answer): void {
  const form = document.querySelector<HTMLFormElement>(`form#${id}`);
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const notice = form.querySelector<HTMLElement>("[role=alert]");
    const button = form.querySelector("button");
    if (!notice || !button) return;
    const fields = new FormData(form);
    button.disabled = true;
    const { error } = await send((name) => String(fields.get(name)));
    if (error === null) return location.assign(localPath(new URLSearchParams(location.search).get("next")));
    button.disabled = false;
    notice.hidden = false;
    notice.textContent = error.message ?? "That did not work. Please try again.";
  });
}

export function sendForms(): void {
  onSubmit("sign-in", (read) => authClient.signIn.email({ email: read("email"), password: read("password") }));
  onSubmit("sign-up", (read) =>
    authClient.signUp.email({
      name: read("name"),
      nickname: read("nickname") || null,
      email: read("email"),
      password: read("password"),
    }),
  );
}
