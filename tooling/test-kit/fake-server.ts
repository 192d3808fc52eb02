/** An auth server with one account, behind a `fetch`. */
export function createFakeServer() {
  const seen: string[] = [];
  const answers: Record<string, () => unknown> = {
    "GET /get-session": () => (server.name === null ? null : { session: {}, user: { name: server.name } }),
    "POST /sign-in/email": () => {
      server.name = "Alice";
      return { redirect: false };
    },
    "POST /sign-out": () => {
      server.name = null;
      return { success: true };
    },
  };
  const server = {
    name: null as string | null,
    answers,
    /** The requests since the last look. */
    taken: () => seen.splice(0),
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const { method, url } = new Request(input, init);
      const request = `${method} ${new URL(url).pathname.replace("/api/auth", "")}`;
      seen.push(request);
      return Response.json(answers[request]?.() ?? null);
    },
  };
  return server;
}

/** Says what another tab says when it has signed in or out. */
export function sayInAnotherTab(): void {
  const tab = new BroadcastChannel("better-auth.message");
  tab.postMessage({ event: "session", data: { trigger: "signout" }, timestamp: Date.now() });
  tab.close();
}
