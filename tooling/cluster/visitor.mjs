// Somebody with a browser, who is sent to another server with each request.
let addresses = 0;

export const ORIGIN = "http://localhost:3000";
export const PASSWORD = "correct horse 1";

/** @param {string} name */
export function makeVisitor(name) {
  const jar = new Map();
  addresses += 1;
  const address = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;

  function keep(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(";");
      const at = pair.indexOf("=");
      if (/; Max-Age=0(;|$)/.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  /** `status` is 0 when the server was gone before it answered. */
  async function send(server, method, path, body) {
    try {
      const response = await fetch(`${server.url}/api/auth${path}`, {
        method,
        headers: {
          cookie: [...jar].map((pair) => pair.join("=")).join("; "),
          origin: ORIGIN,
          "x-forwarded-for": address,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = { status: response.status, body: await response.json() };
      keep(response);
      return answer;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { status: 0, body: null };
    }
  }

  const email = `${name}@example.com`;
  const get = (server, path) => send(server, "GET", path);
  const post = (server, path, body = {}) => send(server, "POST", path, body);
  return {
    email,
    get,
    post,
    /** The same cookies in another browser. */
    twin: () => {
      const twin = makeVisitor(name);
      twin.take(jar);
      return twin;
    },
    take: (cookies) => {
      for (const [key, value] of cookies) jar.set(key, value);
    },
    signUp: (server) => post(server, "/sign-up/email", { name, email, password: PASSWORD }),
    signIn: (server, password = PASSWORD) => post(server, "/sign-in/email", { email, password }),
    session: async (server) => (await get(server, "/get-session")).body,
  };
}
