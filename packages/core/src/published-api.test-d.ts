import type { baseEndpoints, statusEndpoints } from "./routes";
import type { BaseApi, Disagreements, Row, SessionPair } from "./types";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

type Endpoints = typeof baseEndpoints & typeof statusEndpoints;

/** Handlers give rows whose fields they do not know: additional fields and fields of plugins are the options' affair. */
type Written = BaseApi<Row, Row, SessionPair, unknown, unknown, unknown>;

/** `BaseApi` is written down by hand. This holds it to the schemas and the handlers, both ways. */
export type Test = Expect<
  Equal<
    Disagreements<Written, Endpoints>,
    {
      // `needsRefresh` is there only with `session.deferSessionRefresh`, and for the client's own session store.
      getSession: "result";
      // The token is null only while something is owed, and then the pending answer stands in this one's place.
      signInEmail: "result";
      // `url` and `redirect` are for providers that end the session of a person, too.
      signOut: "result";
    }
  >
>;
