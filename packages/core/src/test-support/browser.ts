import { ORIGIN, PASSWORD } from "./constants";

/** What a browser gets. */
export interface Answer {
  status: number;
  statusText: string;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of any endpoint, as a test expects it
  body: any;
  cookies: string[];
}

interface SendOptions {
  /** `null` sends none. */
  origin?: string | null;
  headers?: Record<string, string>;
  /** Leaves the jar at home. */
  withoutCookies?: boolean;
}

/** Sends requests to an instance's handler as a browser would, and keeps its cookies. */
export class Browser {
  readonly jar = new Map<string, string>();

  constructor(
    readonly auth: { handler(request: Request): Promise<Response> },
    readonly name: string,
  ) {}

  get email(): string {
    return `${this.name}@example.com`;
  }

  headers(extra: Record<string, string> = {}): Headers {
    const headers = new Headers({ "user-agent": `${this.name}/1.0`, ...extra });
    if (this.jar.size > 0) headers.set("cookie", [...this.jar].map(([name, value]) => `${name}=${value}`).join("; "));
    return headers;
  }

  async send(method: string, path: string, body?: unknown, options: SendOptions = {}): Promise<Answer> {
    const headers = this.headers();
    if (options.withoutCookies) headers.delete("cookie");
    const origin = options.origin === undefined ? (method === "GET" ? null : ORIGIN) : options.origin;
    if (origin !== null) headers.set("origin", origin);
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    if (body !== undefined) headers.set("content-type", "application/json");
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    const url = path.startsWith("http") ? path : `${ORIGIN}/api/auth${path}`;
    const payload = body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) };
    const response = await this.auth.handler(new Request(url, { method, headers, ...payload }));
    const cookies = response.headers.getSetCookie();
    for (const line of cookies) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/; Max-Age=0(;|$)/.test(line)) this.jar.delete(pair.slice(0, at));
      else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    let parsed: unknown = text;
    try {
      parsed = text === "" ? null : JSON.parse(text);
    } catch {
      // Not JSON: the text itself.
    }
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body: parsed,
      cookies,
    };
  }

  get = (path: string, options?: SendOptions) => this.send("GET", path, undefined, options);
  post = (path: string, body: unknown = {}, options?: SendOptions) => this.send("POST", path, body, options);

  signUp = (over: Record<string, unknown> = {}) =>
    this.post("/sign-up/email", { name: this.name, email: this.email, password: PASSWORD, ...over });
  signIn = (over: Record<string, unknown> = {}) =>
    this.post("/sign-in/email", { email: this.email, password: PASSWORD, ...over });
  session = async () => (await this.get("/get-session")).body;
}
