/** What answers requests. */
interface Answering {
  readonly handler: (request: Request) => Promise<Response>;
}

/** An answer, with its body read. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Somebody with cookies of their own. */
export interface Browser {
  get(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
}

export const ORIGIN = "http://localhost:3000";

/** Opens a browser without cookies in front of an instance. */
export function openBrowser({ handler }: Answering): Browser {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers({ origin: ORIGIN, ...(cookie ? { cookie } : {}) });
    if (init.body) headers.set("content-type", "application/json");
    const response = await handler(new Request(`${ORIGIN}/api/auth${path}`, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const at = pair.indexOf("=");
      if (attributes.includes("Max-Age=0")) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("application/json") === true;
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }

  return {
    get: (path) => send(path, { method: "GET" }),
    post: (path, body = {}) => send(path, { method: "POST", body: JSON.stringify(body) }),
  };
}
